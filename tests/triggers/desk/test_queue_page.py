"""The queue's page says of each ticket what a supporter chooses it by, in the reader's language."""

from datetime import timedelta

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.desk.signing_in import BO, OLGA, look
from tests.triggers.examples import STRANGER
from tests.triggers.tickets import opened


async def test_a_row_says_who_what_whose_how_covered_and_what_is_left_of_the_promise(fake: FakeDesk) -> None:
    address = await opened(fake, name="Eva Ek", subject="Printing <stops>")
    page = (await look("/desk", BO)).text
    for shown in (
        "Eva Ek",
        "Acme",
        "Printing &lt;stops&gt;",
        "Error report",
        "Planner",
        "Swedish",
        "Nobody has it",
    ):
        assert shown in page
    assert "Active subscription" in page
    assert "24\u00a0h 00\u00a0min left" in page
    assert 'title="Tuesday' in page
    assert f'href="/desk/tickets/{address.rpartition("/")[2]}"' in page


async def test_a_promise_that_is_late_says_by_how_much(fake: FakeDesk) -> None:
    await opened(fake)
    await fake.advance(timedelta(hours=25, minutes=30))
    page = (await look("/desk?view=broken", BO)).text
    assert "1\u00a0h 30\u00a0min late" in page
    assert 'class="due late"' in page


async def test_what_waits_for_a_decision_says_why_in_the_readers_words(fake: FakeDesk) -> None:
    await opened(fake, email=STRANGER)
    assert "Unknown sender" in (await look("/desk?view=gated", BO)).text
    assert "Okänd avsändare" in (await look("/desk?view=gated")).text


@pytest.mark.usefixtures("fake")
async def test_an_empty_view_says_so_and_an_owner_who_is_no_supporter_has_no_tickets_of_its_own() -> None:
    assert "You have no open tickets." in (await look("/desk?view=mine", BO)).text
    assert "You have no open tickets." in (await look("/desk?view=mine&language=en", OLGA)).text


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("query", ["view=everything", "after=open-1", "view=held&after=" + "x" * 300])
async def test_a_view_or_a_cursor_that_there_is_not_is_refused_with_a_page(query: str) -> None:
    answer = await look(f"/desk?{query}")
    assert answer.status == 422
    assert "</html>" in answer.text
