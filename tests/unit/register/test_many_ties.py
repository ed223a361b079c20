"""An entry with more tickets than one transaction carries: everybody is told, and a merge keeps every tie."""

from datetime import timedelta

from shared.domain.register.entry import EntryState
from shared.domain.register.joining import EntryMergeBody
from shared.domain.register.keeping import EntryBody, EntryStateBody
from shared.domain.register.tying import TieBody
from shared.domain.values.intake import Kind, Submission
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.register.enter_error import enter_error
from shared.usecases.register.keep_entry import merge_entry, move_entry
from shared.usecases.register.look_at_entry import IN_ONE_STEP
from shared.usecases.register.read_register import entry_reporters, read_entry
from shared.usecases.register.tie_ticket import tie_ticket
from tests.fakes.desk import FakeDesk
from tests.triggers.register.registering import ENTRY, told

MANY = 2 * IN_ONE_STEP + 5


async def many_tied(fake: FakeDesk, entry: str) -> list[str]:
    """Tickets of as many strangers, tied to this entry."""
    tickets = []
    for number in range(MANY):
        email = f"someone{number}@elsewhere{number}.example.org"
        submission = Submission(email=email, product="planner", kind=Kind.ERROR, message="It is empty.")
        header = await open_ticket(fake.desk, Request(submission=submission, channel="form", key="k"))
        await tie_ticket(fake.desk, header.state.id, TieBody(author="anna"), entry)
        tickets.append(header.state.id)
    await fake.rest()
    return tickets


async def test_everybody_is_told_and_a_merge_hands_every_tie_on() -> None:
    fake = FakeDesk()
    kept, gone = [
        (await enter_error(fake.desk, EntryBody.model_validate(ENTRY | {"versions": [version]}))).name
        for version in ("1", "2")
    ]
    tickets = await many_tied(fake, gone)
    await move_entry(fake.desk, gone, EntryStateBody(state=EntryState.CONFIRMED, author="anna"))
    await fake.advance(timedelta(minutes=10))
    assert len(told(fake)) == MANY
    await merge_entry(fake.desk, gone, EntryMergeBody(into=kept, author="anna"))
    await fake.rest()
    await move_entry(fake.desk, kept, EntryStateBody(state=EntryState.CONFIRMED, author="anna"))
    await fake.advance(timedelta(minutes=10))
    assert {tie.ticket for tie in (await read_entry(fake.desk, kept)).ties} == set(tickets)
    assert {each.ticket for each in await entry_reporters(fake.desk, gone)} == set(tickets)
    assert len(told(fake)) == MANY
