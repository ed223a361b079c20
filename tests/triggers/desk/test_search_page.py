"""Search at the desk: the field on every page, each hit with its words marked, 25 at a time."""

import re
from datetime import timedelta

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import BO, OLGA, look
from tests.triggers.tickets import answered, many_opened, opened

SCAN = timedelta(minutes=5)


def reference(address: str) -> str:
    return address.rpartition("/")[2]


def hits(page: str) -> list[str]:
    """The tickets that a page shows, in order."""
    return re.findall(r'<h2><a href="/desk/tickets/([a-z2-7]{16})', page)


async def test_every_page_of_the_desk_has_the_field_which_leads_to_the_search(fake: FakeDesk) -> None:
    address = await opened(fake)
    for page in ("/desk", f"/desk/tickets/{reference(address)}"):
        assert (
            '<form class="finder" method="get" action="/desk/search" role="search">'
            in (await look(page)).text
        )
    assert 'name="language" value="en"' in (await look("/desk?language=en")).text


async def test_a_hit_shows_who_what_which_product_and_the_words_where_they_stand(fake: FakeDesk) -> None:
    address = await opened(
        fake,
        name="Eva Ek",
        subject="Östra <skrivaren>",
        message=f"{'Vi ber. ' * 30}Den stannar på fredagar & ofta.",
    )
    await answered(fake, address, text="Starta om den.")
    await fake.advance(SCAN)
    page = (await look("/desk/search?q=ostra+fred", BO)).text
    assert hits(page) == [reference(address)]
    for shown in (
        "<mark>Östra</mark> &lt;skrivaren&gt;",
        "<strong>Eva Ek</strong>, Acme",
        "<span>Open</span>",
        "<span>Planner</span>",
        "Den stannar på <mark>fredagar</mark> &amp; ofta.",
        "One ticket.",
    ):
        assert shown in page
    assert 'value="ostra fred"' in page
    assert "Ett ärende." in (await look("/desk/search?q=starta")).text


async def test_a_ticket_is_found_by_code_and_address_before_any_scan(fake: FakeDesk) -> None:
    address = await opened(fake, email="eva@acme.example.org", message="It stops.")
    name = reference(address)
    for text in (name, f"{name[:4]}-{name[4:8]}", "eva@acme.example.org"):
        assert hits((await look(f"/desk/search?q={text}")).text) == [name]
    assert "Inget ärende" in (await look("/desk/search?q=stops")).text
    await fake.advance(SCAN)
    assert hits((await look("/desk/search?q=eva@acme.example.org")).text) == [name]


async def test_what_is_found_is_paged_by_25_each_once(fake: FakeDesk) -> None:
    names = await many_opened(fake, 27, "Sausage")
    await fake.advance(SCAN)
    first = (await look("/desk/search?q=sausage", OLGA)).text
    following = re.search(r'class="action" href="([^"]+)"', first)
    assert following
    second = (await look(following[1].replace("&amp;", "&"), OLGA)).text
    assert (len(hits(first)), len(hits(second))) == (25, 2)
    assert {*hits(first), *hits(second)} == set(names)
    assert 'class="action"' not in second


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a", "Write one to twelve words"),
        ("%3F%21", "Write one to twelve words"),
        ("+".join(f"word{each}" for each in range(30)), "Write one to twelve words"),
        ("x" * 500, "Write at most 200 characters"),
    ],
)
async def test_what_cannot_be_looked_for_is_said_at_the_field(query: str, said: str) -> None:
    answer = await look(f"/desk/search?q={query}", BO)
    assert answer.status == 422
    assert re.search(rf'<p class="wrong" id="q-wrong">{said}', answer.text)
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("query", ["", "?q=", "?q=+++"])
async def test_without_words_there_is_only_the_field(query: str) -> None:
    answer = await look(f"/desk/search{query}", BO)
    assert (answer.status, "Search all tickets" in answer.text, "q-wrong" in answer.text) == (
        200,
        True,
        False,
    )


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("after", ["x", "-1", "1" * 30, "½"])
async def test_a_page_that_no_page_named_is_refused(after: str) -> None:
    assert (await look(f"/desk/search?q=sausage&after={after}")).status == 422


async def test_whoever_searches_stands_in_the_audit_list_with_the_tickets_that_were_shown(
    fake: FakeDesk,
) -> None:
    address = await opened(fake, message="A sausage.")
    await fake.advance(SCAN)
    await look("/desk/search?q=sausage", BO)
    listed = (await call("GET", "/api/audit")).json["entries"]
    entry = next(each for each in listed if each["what"] == "desk_search")
    assert (entry["who"], entry["about"]["ticket"]) == ("bo", [reference(address)])
    assert "sausage" not in str(entry)
