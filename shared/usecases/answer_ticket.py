"""What supporters do with a ticket: answer, log a contact, name an owner, close."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.answering import (
    AnswerGiven,
    ContactGiven,
    decide_answer,
    decide_close,
    decide_contact,
    decide_owner,
)
from shared.domain.changes import Changes
from shared.domain.errors import KeyReused, TicketUnknown
from shared.domain.events import Contact
from shared.domain.header import TicketHeader
from shared.domain.identity import content_digest, digest, submission_key
from shared.domain.intake import Kind
from shared.domain.member import Member
from shared.domain.recipients import copies
from shared.domain.sends import Recipient
from shared.domain.ticket import TicketState
from shared.ports import Desk
from shared.usecases.acting import act_on_ticket
from shared.usecases.member_rows import load_member
from shared.usecases.ticket_rows import load_requester, load_ticket


@dataclass(frozen=True, slots=True)
class Writing:
    """What a supporter sends in: who, the words, what it answers, and the caller's key where there is one."""

    author: str
    text: str
    answers_up_to: str | None
    key: str | None = None


async def answer_ticket(desk: Desk, ticket: str, writing: Writing, answers_up_to: str) -> TicketHeader:
    """The answer goes to the requester, for an error report with a copy to the responsible person.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, KeyReused: nothing was written.
        StoreUnavailable: send it again with the same key.
    """
    entry, content = _entry(desk, ticket, "answer", writing)
    given = AnswerGiven(
        id=entry, content=content, author=writing.author, text=writing.text, answers_up_to=answers_up_to
    )
    to, cc = await _recipients(desk, ticket)

    def decide(state: TicketState, now: datetime) -> Changes:
        if _repeated(state, entry, content):
            return Changes()
        return decide_answer(state, given, to, cc, now, desk.vendor, desk.secret)

    return (await act_on_ticket(desk, ticket, decide)).header


async def log_contact(
    desk: Desk, ticket: str, writing: Writing, contact: Contact, at: datetime | None
) -> TicketHeader:
    """A call, conference or remote session that took place is logged; it counts from its own instant.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, InstantInFuture, KeyReused: nothing was written.
    """
    entry, content = _entry(desk, ticket, f"contact:{contact}:{at}", writing)
    given = ContactGiven(
        id=entry,
        content=content,
        contact=contact,
        author=writing.author,
        note=writing.text,
        at=at,
        answers_up_to=writing.answers_up_to,
    )

    def decide(state: TicketState, now: datetime) -> Changes:
        if _repeated(state, entry, content):
            return Changes()
        return decide_contact(state, given, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def name_owner(desk: Desk, ticket: str, owner: str) -> TicketHeader:
    """This supporter owns the ticket from now on. Raises ``TicketUnknown``, ``AuthorUnknown``."""
    return (
        await act_on_ticket(desk, ticket, lambda state, now: decide_owner(state, owner, now, desk.vendor))
    ).header


async def close_ticket(desk: Desk, ticket: str, author: str, reason: str) -> TicketHeader:
    """The ticket is closed; its clocks are not stopped.

    Raises:
        TicketUnknown, AuthorUnknown: nothing was written.
        TurnUnanswered: a turn is unanswered and no reason was given.
    """
    return (
        await act_on_ticket(
            desk, ticket, lambda state, now: decide_close(state, author, reason, now, desk.vendor)
        )
    ).header


def _entry(desk: Desk, ticket: str, sort: str, writing: Writing) -> tuple[str, str]:
    """The entry's id, the same for the same key, and a digest that tells whether the content is the same."""
    content = content_digest(desk.secret, sort, writing.author, writing.text, writing.answers_up_to or "")
    key = submission_key(writing.key, content, desk.clock.now())
    return digest(desk.secret, "entry", ticket, key), content


def _repeated(state: TicketState, entry: str, content: str) -> bool:
    """The same request came before. Raises ``KeyReused`` where it said something else."""
    before = next((ending for ending in state.endings if ending.id == entry), None)
    if before is not None and before.content != content:
        raise KeyReused(state.id)
    return before is not None


async def _recipients(desk: Desk, ticket: str) -> tuple[Recipient, tuple[Recipient, ...]]:
    """The requester, and who gets the copy."""
    loaded, said = await load_ticket(desk.store, ticket), await load_requester(desk.store, ticket)
    if loaded is None or said is None:
        raise TicketUnknown(ticket)
    state = loaded.header.state
    to = Recipient(address=said.email, name=said.name)
    if state.kind is not Kind.ERROR or not state.member:
        return to, ()
    return to, copies(await _member(desk, state.member), state.product, said.email)


async def _member(desk: Desk, key: str) -> Member | None:
    loaded = await load_member(desk, key)
    return loaded.header.member if loaded else None
