"""A ticket on which much has been said, as the product writes it."""

from bench.many_tickets import PRODUCT, TEXT
from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.noting import NoteBody
from shared.domain.values.intake import Kind, Submission
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import answer_ticket, write_note
from shared.usecases.clocks.look import look_at
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket

SUPPORTER = "anna"


async def open_long(desk: Desk, entries: int, email: str) -> str:
    """A person's ticket of so many messages, answers and notes in turns, all of its mails gone out."""
    asked = Submission(email=email, product=PRODUCT, kind=Kind.ERROR, message=TEXT)
    opened = await open_ticket(desk, Request(submission=asked, channel="form", key="long"))
    for number in range(1, entries):
        await _go_on(desk, opened.state.id, number)
        await look_at(desk, opened.aggregate)
    return opened.state.id


async def _go_on(desk: Desk, ticket: str, number: int) -> None:
    text, key = f"{TEXT}{number}", f"entry {number}"
    match number % 3:
        case 0:
            await add_message(desk, ticket, Further(text=text, key=key))
        case 1:
            answer = AnswerBody(text=text, author=SUPPORTER, answers_up_to=f"m{1 + number // 3}")
            await answer_ticket(desk, ticket, answer, key)
        case _:
            await write_note(desk, ticket, NoteBody(text=text, author=SUPPORTER), key)
