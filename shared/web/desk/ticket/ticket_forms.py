"""What a supporter can do with a ticket on its page: a form for each act that is possible now."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from shared.domain.events.answer_events import Contact
from shared.domain.facts.ticket import How, Turn
from shared.domain.facts.work import QuoteStatus
from shared.domain.messages.gating import gated_turns
from shared.domain.values.intake import Kind
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.web.desk.desk_page import Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, optional

_WORDS = Path(__file__).with_name("ticket_forms.toml")
FORM_TEXTS = words(_WORDS)
FORM_WORDS = FormWords(_WORDS)


class DeskAct(StrEnum):
    """What is done, by the name that a form sends."""

    ANSWER = "answer"
    NOTE = "note"
    END = "end"
    TAKE = "take"
    OWNER = "owner"
    CALL = "call"
    OFFER = "offer"
    MOVE = "move"
    CANCEL = "cancel"
    HELD = "held"
    NO_SHOW = "no_show"
    QUOTE = "quote"
    MINUTES = "minutes"
    SESSION = "session"
    SESSION_BACK = "session_back"
    SESSION_START = "session_start"
    SESSION_END = "session_end"
    KEEP = "keep"
    DROP = "drop"
    TIE = "tie"
    SPLIT = "split"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    CLOSE = "close"


class DeskForm(SentForm):
    """What every form of a ticket's page sends beside the fields of its act's own body."""

    act: DeskAct = Field(description="What is done.")
    about: str = Field(
        default="",
        max_length=40,
        description="The turn, entry, session or error of the register it is about.",
    )


def forms_of(ticket: DeskTicket, reading: Reading, conferences: Iterable[ActForm]) -> Iterator[ActForm]:
    """Every act that is possible as the ticket stands now, in the order in which a day needs them.

    ``conferences``: those about conferences. What waits at the gate is taken, with a reason, before it is
    answered.
    """
    state = ticket.header.state
    if state.merged:
        return
    gated = gated_turns(state)
    answerable = ticket.view.last_turn not in {each.id for each in gated}
    seen = FormField("answers_up_to", "hidden", ticket.view.last_turn)
    reason = FormField("reason", "text")
    if waiting := _turns(gated, ticket, reading):
        yield ActForm(DeskAct.TAKE, (waiting, reason))
    if answerable:
        yield ActForm(DeskAct.ANSWER, (seen, FormField("text", "area"), *_with_answer(ticket)))
    yield ActForm(DeskAct.NOTE, (FormField("text", "area"),))
    if unanswered := _turns(state.unanswered(), ticket, reading):
        yield ActForm(DeskAct.END, (unanswered, reason))
    people = tuple((each.id, each.name) for each in reading.vendor.supporters)
    yield ActForm(DeskAct.OWNER, (FormField("owner", "select", state.owner, people),))
    if answerable:
        called_at, note = optional("at", "datetime-local"), optional("note", "area")
        yield ActForm(DeskAct.CALL, (seen, _contact(reading), called_at, note))
    yield from conferences
    yield from _of_work(ticket, seen)
    yield from _of_order(ticket, reading, unanswered, reason)


def _with_answer(ticket: DeskTicket) -> Iterator[FormField]:
    """What its author has seen; a promise, a copy where there is one to choose, and whether it closes."""
    yield FormField("seen_up_to", "hidden", ticket.view.last_entry)
    yield optional("files", "file")
    yield optional("promised", "date")
    if ticket.copied != ticket.uncopied:
        yield optional("with_copy", "checkbox")
    yield optional("close", "checkbox")


def _contact(reading: Reading) -> FormField:
    texts = FORM_TEXTS[reading.language]
    kinds = tuple(
        (each.value, texts[f"contacts.{each}"]) for each in Contact if each is not Contact.CONFERENCE
    )
    return FormField("contact", "select", Contact.CALL, kinds)


def _turns(turns: tuple[Turn, ...], ticket: DeskTicket, reading: Reading) -> FormField | None:
    """Which of these turns; None where there are none."""
    choices = tuple((each.id, called(each.id, ticket, reading)) for each in turns)
    return FormField("about", "select", choices[0][0], choices) if choices else None


def called(turn: str, ticket: DeskTicket, reading: Reading) -> str:
    """What tells the turn from the ticket's others: when it came, and how it begins."""
    (found,) = (each for each in ticket.view.turns if each.id == turn)
    at = instant_in_line(found.received, reading.vendor.zone, reading.language)
    return f"{at}: {' '.join((found.subject or found.text).split())[:60]}"


def _of_work(ticket: DeskTicket, seen: FormField) -> Iterator[ActForm]:
    """A quote, and minutes under one that was accepted."""
    estimate, limit = FormField("estimate_minutes", "number"), optional("limit_minutes", "number")
    yield ActForm(DeskAct.QUOTE, (seen, FormField("text", "area"), estimate, limit))
    if any(each.status is QuoteStatus.ACCEPTED for each in ticket.view.work.quotes):
        fields = (FormField("minutes", "number"), FormField("text", "text"), optional("day", "date"))
        yield ActForm(DeskAct.MINUTES, fields)


def _of_order(
    ticket: DeskTicket, reading: Reading, unanswered: FormField | None, reason: FormField
) -> Iterator[ActForm]:
    """What puts things where they belong, and the end."""
    yield ActForm(DeskAct.TIE, (FormField("about", "text"), optional("other_product", "checkbox")))
    if unanswered and len(ticket.header.state.turns) > 1:
        yield ActForm(DeskAct.SPLIT, (unanswered,))
    yield ActForm(
        DeskAct.MERGE, (FormField("ticket", "hidden", ticket.view.ticket), optional("into", "text"))
    )
    mistakes = tuple(
        (each.id, f"{instant_in_line(each.at, reading.vendor.zone, reading.language)}: {each.text[:60]}")
        for each in ticket.view.entries
        if each.how not in {How.ANSWER, How.DECLINED}
    )
    if mistakes:
        yield ActForm(DeskAct.WITHDRAW, (FormField("about", "select", "", mistakes), reason))
    if not ticket.header.state.closed:
        yield ActForm(DeskAct.CLOSE, (optional("reason", "text") if not unanswered else reason,))


def copies_errors(ticket: DeskTicket) -> bool:
    """Whether an answer has a copy in any case: an error was reported."""
    return any(each.kind is Kind.ERROR for each in ticket.header.state.turns)
