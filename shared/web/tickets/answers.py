"""What HTTP answers with beside the views of the acts: receipts for what came in, and problems."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import Field

from shared.domain.answers.answer_errors import Came
from shared.domain.facts.files import FileRefusal, RefusedFile
from shared.domain.facts.ticket import TicketState
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_refusal
from shared.usecases.views.views import ClockView, clock_views
from shared.web.http.field_texts import Code


class FileNotTaken(Frozen):
    """A file that came along and is not kept; everything else is. ``detail``: why, as a person reads it."""

    name: str
    reason: FileRefusal
    detail: str


class Accepted(Frozen):
    """The request is kept. ``ticket`` is its public reference; files that were not taken are named."""

    ticket: str
    refused_files: tuple[FileNotTaken, ...] = ()


class Decided(Frozen):
    """The ticket, whether it is covered and why, and the clocks that run. ``member``: its id, or ""."""

    ticket: str
    covered: bool
    reason: GateReason | None
    marks: tuple[Mark, ...]
    member: str
    product: str
    clocks: tuple[ClockView, ...]
    refused_files: tuple[FileNotTaken, ...] = ()


class MessageKept(Frozen):
    """The message is a turn. ``ticket`` has it: another than it was sent to, where that was merged."""

    ticket: str
    turn: str
    covered: bool
    reason: GateReason | None
    marks: tuple[Mark, ...]
    clocks: tuple[ClockView, ...]


def files_not_taken(refused: Iterable[RefusedFile], language: Language) -> tuple[FileNotTaken, ...]:
    """These files, with the reason in this language."""
    return tuple(
        FileNotTaken(name=each.name, reason=each.reason, detail=file_refusal(each.reason, language))
        for each in refused
    )


def decided(
    state: TicketState, member: str, now: datetime, refused_files: tuple[FileNotTaken, ...] = ()
) -> Decided:
    """The decision about a new ticket; ``member`` is the vendor's own name for its member."""
    turn = state.turns[0]
    return Decided.of(
        turn,
        ticket=state.id,
        member=member,
        product=state.product,
        clocks=clock_views(state, now),
        refused_files=refused_files,
    )


def message_kept(state: TicketState, name: str, now: datetime) -> MessageKept:
    """The decision about a further message."""
    turn = state.turn(name)
    return MessageKept.of(turn, ticket=state.id, turn=name, clocks=clock_views(state, now))


class FieldProblem(Frozen):
    """What is wrong with one field. ``field`` is its path, like ``contacts.0.address``."""

    field: str
    code: Code
    detail: str


class Problem(Frozen):
    """Why a request was refused and what to do about it (RFC 9457)."""

    type: str = Field(description="Where this kind of problem is explained; the same for every such problem.")
    title: str = Field(description="What happened, in the reader's language.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What to do about it, in the reader's language.")
    errors: tuple[FieldProblem, ...] = Field(
        default=(), description="Each field that needs mending; there only where fields are the problem."
    )
    came: tuple[Came, ...] = Field(
        default=(), description="What the author of an answer had not seen; there only where that is it."
    )
