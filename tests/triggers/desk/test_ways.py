"""Every page of the desk leads to the others that its reader may open, and says which one is open."""

import re

import pytest

from devstack.sign_in.people import DemoPerson
from shared.web.desk.desk_page import SIGNPOSTS, Signpost
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look


def ways_of(page: str) -> list[str]:
    """Where the navigation leads, without the language."""
    navigation = page.partition('<nav class="ways"')[2].partition("</nav>")[0]
    found = re.findall(r'<a href="(/desk[^"]*)"(?: aria-current="page")?>', navigation)
    return [each.partition("?")[0] for each in found]


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(("person", "owner"), [(BO, False), (OLGA, True)], ids=["supporter", "owner"])
async def test_each_way_is_shown_to_whoever_may_go_it(person: DemoPerson, *, owner: bool) -> None:
    expected = [each.path for each in SIGNPOSTS if owner or not each.for_owner]
    assert sorted(ways_of((await look("/desk", person)).text)) == sorted(expected)


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("way", SIGNPOSTS, ids=lambda way: way.word)
async def test_each_way_leads_to_a_page_which_says_that_it_is_open(way: Signpost) -> None:
    answer = await look(way.path, OLGA if way.for_owner else ANNA)
    assert answer.status == 200
    assert re.search(rf'<a href="{way.path}(\?[^"]*)?" aria-current="page">', answer.text)
