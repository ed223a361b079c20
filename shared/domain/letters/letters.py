"""The mails that the desk writes: one model a kind, carrying facts only, never a sender's own words.

No automatic mail repeats what an unproved sender wrote (subject, name or text). What a supporter wrote is
stored beside the ticket and handed to the renderer as ``words``.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.files import NamedFile
from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.conference_letters import ConferenceLetter
from shared.domain.letters.documentation_letters import DocumentationLetter
from shared.domain.letters.letter_bases import (
    AuthorId,
    OfAnEntitlement,
    PersonsAnswer,
    RequestedProduct,
    TicketReference,
    ToTheMember,
)
from shared.domain.letters.news_letters import NewsLetter
from shared.domain.letters.register_letters import RegisterLetter
from shared.domain.letters.release_letters import ReleaseNews
from shared.domain.letters.seat_letters import SeatLetter
from shared.domain.letters.session_letters import SessionLetter
from shared.domain.letters.supporter_letters import SupporterLetter
from shared.domain.letters.work_letters import WorkLetter
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Level


class Receipt(Frozen):
    """To the requester of a covered message: it has come, and what is promised. No answer.

    ``refused_files``: how many of its files were not taken; their names stand on the ticket's page only.
    """

    letter: Literal["receipt"] = "receipt"
    lane: ClassVar[Lane] = Lane.MEMBERS
    ticket: TicketReference
    product: RequestedProduct = ""
    reply_due: Instant
    conference_due: Instant | None = None
    link: Link | None = None
    refused_files: int = 0


class WhyNow(StrEnum):
    """Why a message that waited at the gate is taken up."""

    REGISTERED = "registered"
    ACTIVE = "active"
    TAKEN = "taken"


class TakenUp(Frozen):
    """To the requester of a message that waited at the gate: why it is taken up now, and what is promised.

    ``overdue``: the answer was due before; a subscription that was heard of late covers from receipt.
    """

    letter: Literal["taken_up"] = "taken_up"
    lane: ClassVar[Lane] = Lane.MEMBERS
    ticket: TicketReference
    product: RequestedProduct = ""
    why: WhyNow
    reply_due: Instant
    overdue: bool = False
    conference_due: Instant | None = None
    link: Link | None = None


class GateNotice(OfAnEntitlement):
    """To the requester of a message that is not covered: it is kept, and what the choices are."""

    letter: Literal["gate_notice"] = "gate_notice"
    lanes: ClassVar[tuple[Lane, Lane]] = (Lane.MEMBERS, Lane.STRANGERS)
    ticket: TicketReference
    product: RequestedProduct = ""
    link: Link | None = None
    refused_files: int = 0


class ConfirmAddress(Frozen):
    """To the writer of a message that is held at the door: it goes on once its address is confirmed."""

    letter: Literal["confirm_address"] = "confirm_address"
    lane: ClassVar[Lane] = Lane.STRANGERS
    ticket: TicketReference
    link: Link


class _Waiting(OfAnEntitlement):
    """A message waits. ``reply_due`` is None where it is gated."""

    lanes: ClassVar[tuple[Lane, Lane]] = (Lane.PROMISES, Lane.STRANGERS_NOTICES)
    ticket: TicketReference
    kind: Kind
    product: RequestedProduct = ""
    member: str = ""
    reply_due: Instant | None = None
    conference_due: Instant | None = None


class NewTicket(_Waiting):
    """To a supporter: a new ticket waits."""

    letter: Literal["new_ticket"] = "new_ticket"


class NewTurn(_Waiting):
    """To a supporter: a further message on a ticket waits."""

    letter: Literal["new_turn"] = "new_turn"


class Answer(PersonsAnswer):
    """To the requester, from a person: what the supporter wrote, and the files that go with it."""

    letter: Literal["answer"] = "answer"
    files: tuple[NamedFile, ...] = ()
    link: Link | None = None


class Escalation(Frozen):
    """To a supporter: a clock has come to a level. ``level`` is the gravest of those told with this mail.

    ``turns``: those that wait by this clock, the oldest first; the mail shows their words.
    """

    letter: Literal["escalation"] = "escalation"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    clock: ClockKind
    clock_id: str = ""
    level: Level
    due: Instant
    member: str = ""
    product: RequestedProduct = ""
    turns: tuple[str, ...] = ()


class AnswerFailed(Frozen):
    """To a supporter: an answer was not delivered, so its clock runs on.

    ``status``: what was reported after the provider had taken it.
    """

    letter: Literal["answer_failed"] = "answer_failed"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    author: AuthorId
    reason: str
    status: DeliveryStatus | None = None
    due: Instant | None = None


class Digest(Frozen):
    """To a supporter, after an interruption: every clock that has come to a level, the oldest due first."""

    letter: Literal["digest"] = "digest"
    lane: ClassVar[Lane] = Lane.PROMISES
    lines: tuple[Escalation, ...] = Field(min_length=1)


class BillingStatusUnknown(Frozen):
    """To a supporter: a billing provider used a word for a status that the desk does not know.

    ``sold``: the product's name, or what the provider calls it where it is none of ours.
    """

    letter: Literal["billing_status_unknown"] = "billing_status_unknown"
    lane: ClassVar[Lane] = Lane.DIGESTS
    member: str
    sold: str
    status: str


class WhyUnheard(StrEnum):
    """Why something that a billing provider said counts for nobody."""

    UNKNOWN_CUSTOMER = "unknown_customer"
    UNKNOWN_PRODUCT = "unknown_product"
    UNKNOWN_TYPE = "unknown_type"
    QUANTITY_ZERO = "quantity_zero"
    TEST_MODE = "test_mode"


class Unheard(Frozen):
    """Something of a billing provider that counts for nobody: whose it is, and ``what`` is with it."""

    provider: str
    customer: str
    what: WhyUnheard
    detail: str = ""


class BillingUnheard(Frozen):
    """To the fallback address: all of an hour that billing providers said and that counts for nobody."""

    letter: Literal["billing_unheard"] = "billing_unheard"
    lane: ClassVar[Lane] = Lane.DIGESTS
    lines: tuple[Unheard, ...]


class NewLink(ToTheMember):
    """To a person who asked for it from a page whose link had expired."""

    letter: Literal["new_link"] = "new_link"
    lane: ClassVar[Lane] = Lane.MEMBERS
    ticket: TicketReference
    link: Link


type Letter = Annotated[
    Receipt
    | TakenUp
    | GateNotice
    | ConfirmAddress
    | NewTicket
    | NewTurn
    | Answer
    | Escalation
    | AnswerFailed
    | Digest
    | BillingStatusUnknown
    | BillingUnheard
    | NewsLetter
    | ReleaseNews
    | ConferenceLetter
    | DocumentationLetter
    | NewLink
    | SupporterLetter
    | SeatLetter
    | SessionLetter
    | WorkLetter
    | RegisterLetter,
    Field(discriminator="letter"),
]
