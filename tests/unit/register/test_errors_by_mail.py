"""A supporter's mail ties its ticket to entries of the register, or nothing of it is done."""

import pytest

from shared.domain.register.keeping import EntryBody
from shared.usecases.register.enter_error import enter_error
from shared.usecases.register.read_register import read_entry
from tests.examples.supporter_replies import ANNA, EVA, SupportersDesk
from tests.triggers.register.registering import ENTRY

ANSWER = "Hello Eva,\n\nwe have found it."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member, and an entry of each of two products."""
    made = SupportersDesk()
    await made.begin()
    for product in ("planner", "ledger"):
        await enter_error(made.fake.desk, EntryBody.model_validate(ENTRY | {"product": product}))
    return made


async def tied(desk: SupportersDesk, entry: str) -> list[str]:
    """The tickets that are tied to it."""
    await desk.fake.rest()
    return [tie.ticket for tie in (await read_entry(desk.fake.desk, entry)).ties]


@pytest.mark.parametrize("command", ["/error E-1", "/fel e-1", "/error E1, E-1"])
async def test_an_answer_with_the_command_is_sent_and_tied(desk: SupportersDesk, command: str) -> None:
    ticket = await desk.ask()
    for _ in range(2):
        assert await desk.reply(desk.notice(about="Week view"), f"{command}\n{ANSWER}") == ticket
    assert ANSWER in desk.mailed(EVA)[-1].text
    assert await tied(desk, "E-1") == [ticket]
    assert len((await desk.view(ticket)).tied_to) == 1


async def test_the_command_alone_ties_answers_nothing_and_is_noted(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), "/error E-1")
    assert await tied(desk, "E-1") == [ticket]
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    assert [note.text for note in (await desk.view(ticket)).notes] == ["/error E-1"]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/error", "går inte att tolka"),
        ("/error twelve", "går inte att tolka"),
        ("/error E-9", "inget fel med det numret"),
        ("/error E-2", "annan produkt"),
    ],
)
async def test_an_entry_that_cannot_be_tied_refuses_the_whole_mail_and_says_why(
    desk: SupportersDesk, command: str, told: str
) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), f"{command}\n{ANSWER}")
    assert len(desk.mailed(EVA)) == 1
    assert told in desk.mailed(ANNA)[-1].text
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
