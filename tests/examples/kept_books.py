"""A desk whose books are kept: members that are covered and one that has lapsed, and the acts upon them."""

from datetime import UTC, datetime, timedelta

from shared.domain.answers.answering import AnswerBody
from shared.domain.books.books import VendorSide
from shared.domain.values.intake import Kind, Submission
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.books.read_report import read_report
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.fakes.desk import FakeDesk, HandClock
from tests.properties.random_acts import MEMBERS

EVA, BEA, LARS, NOBODY = (f"p@{name}.example.org" for name in ("acme", "beta", "lapsed", "nowhere"))
MID_MARCH = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
END_OF_MARCH = datetime(2026, 3, 31, 21, 30, tzinfo=UTC)
"""Half past eleven in the evening, in Stockholm."""


async def kept_desk() -> FakeDesk:
    """A desk with two members that are covered and one that has lapsed."""
    made = FakeDesk(clock=HandClock(MID_MARCH))
    for member in MEMBERS:
        await put_member(made.desk, member)
    await made.rest()
    return made


async def opened(fake: FakeDesk, email: str = EVA, kind: Kind = Kind.QUESTION, key: str = "1") -> str:
    submission = Submission(email=email, product="Planner", kind=kind, message="It stops.")
    ticket = (await open_ticket(fake.desk, Request(submission, "form", key))).state.id
    await fake.rest()
    return ticket


async def answered(fake: FakeDesk, ticket: str, after: timedelta, turn: str = "m1") -> None:
    fake.clock.instant += after
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to=turn))
    await fake.rest()


async def total(fake: FakeDesk, month: str = "2026-03") -> VendorSide:
    return (await read_report(fake.desk, month)).total.vendor_side
