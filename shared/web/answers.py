"""What HTTP answers with beside the views of the acts: receipts for what came in, and problems."""

from pydantic import Field

from shared.domain.events import Mark
from shared.domain.frozen import Frozen
from shared.domain.letters import GateReason
from shared.usecases.views import ClockView
from shared.web.field_texts import Code


class Accepted(Frozen):
    """The request is kept. ``ticket`` is its public reference; files are not taken and named here."""

    ticket: str
    refused_files: tuple[str, ...] = ()


class Decided(Frozen):
    """The ticket, whether it is covered and why, and the clocks that run. ``member``: its key, or ""."""

    ticket: str
    covered: bool
    reason: GateReason | None
    marks: tuple[Mark, ...]
    member: str
    product: str
    clocks: tuple[ClockView, ...]
    refused_files: tuple[str, ...] = ()


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
    instance: str = Field(default="", description="The request that this is about, where it is named.")
