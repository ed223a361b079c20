"""A desk whose tickets are searched."""

from datetime import timedelta

from shared.domain.answers.answering import AnswerBody
from shared.domain.search.query import read_query
from shared.domain.values.intake import Submission
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.fakes.desk import FakeDesk

EVA = "eva@acme.example.org"
SCANNED = timedelta(minutes=5)


async def asked(fake: FakeDesk, message: str, subject: str = "Skrivaren", key: str = "k1") -> str:
    """Eva asks; the ticket."""
    submission = Submission(email=EVA, name="Eva Ek", product="planner", subject=subject, message=message)
    header = await open_ticket(fake.desk, Request(submission=submission, channel="form", key=key))
    await fake.rest()
    return header.state.id


async def answered(fake: FakeDesk, ticket: str, text: str) -> None:
    """Anna answers."""
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text=text, answers_up_to="m1"))
    await fake.rest()


async def found(fake: FakeDesk, text: str) -> list[str]:
    """The tickets that are found, the best first."""
    return [each.ticket for each in (await fake.desk.search.find(read_query(text))).tickets]


async def scan_after(fake: FakeDesk, time: timedelta = SCANNED) -> None:
    """The timer runs so long after."""
    fake.clock.instant += time
    await scan_clocks(fake.desk)
    await fake.rest()
