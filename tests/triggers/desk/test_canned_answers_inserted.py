"""A canned answer is put into the answer at the desk, in the ticket's language, with the name filled in."""

from html import unescape

import pytest

from shared.domain.values.canned_answers import CannedAnswer
from tests.fakes.desk import VENDOR, FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look
from tests.triggers.desk.test_ticket_page import at_the_desk

SOLVED = CannedAnswer.model_validate(
    {
        "name": "solved",
        "title": {"sv": "Löst", "en": "Solved"},
        "text": {"sv": "Hej {name},\n\n{product} <går>.\n\n{supporter}, {vendor}", "en": "Hello {name},"},
    }
)


@pytest.fixture
def fake(fake: FakeDesk) -> FakeDesk:
    """The same desk, with a canned answer."""
    fake.vendor = VENDOR.but(canned_answers=(SOLVED,))
    return fake


def answer_in(page: str) -> str:
    """What stands in the answer."""
    _, _, area = page.partition('<textarea id="answer-text"')
    return unescape(area.partition(">\n")[2].partition("</textarea>")[0])


async def test_the_answer_begins_with_the_chosen_one_in_the_tickets_language_called_in_the_readers(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake, name="Eva Ek", language="sv")
    shown = (await look(page, BO)).text
    assert (">Solved</option>" in shown, answer_in(shown)) == (True, "")
    chosen = (await look(f"{page}?canned=solved", BO)).text
    assert answer_in(chosen) == "Hej Eva Ek,\n\nPlanner <går>.\n\nBo, Example Software AB"
    assert ">Löst</option>" in (await look(page, ANNA)).text


async def test_without_a_name_and_with_several_to_answer_nobody_is_named(fake: FakeDesk) -> None:
    page = await at_the_desk(fake, language="en")
    assert answer_in((await look(f"{page}?canned=solved")).text) == "Hello,"
    more = {"message": "I have it too.", "email": "rune@acme.example.org", "name": "Rune"}
    await call("POST", f"{page.replace('/desk/', '/api/')}/messages", more)
    assert answer_in((await look(f"{page}?canned=solved")).text) == "Hello,"


async def test_one_that_there_is_not_changes_nothing_and_what_is_refused_comes_back_as_typed(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake, name="Eva Ek")
    assert answer_in((await look(f"{page}?canned=<none>")).text) == ""
    refused = await act(page, "answer", text="My own.", promised="2020-01-01")
    assert (refused.status, answer_in(refused.text)) == (422, "My own.")


async def test_who_only_reads_is_offered_none(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert "data-into" not in (await look(f"{page}?canned=solved", OLGA)).text
