"""What can happen to a ticket. Events are the only truth: state, clocks, queue and reports are folds of them.

Events carry no personal data: people's words and addresses are stored beside them, under the turn's or
answer's id, so that they can be erased while the clocks stay.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.domain.frozen import Frozen, Instant
from shared.domain.intake import Kind
from shared.domain.letters import GateReason
from shared.domain.vendor import Language, Level, Policy


class Mark(StrEnum):
    """What a supporter should know about an entitlement."""

    PRODUCT_UNCLEAR = "product_unclear"
    MEMBER_UNCLEAR = "member_unclear"
    UNVERIFIED = "entitlement_unverified"
    LATE = "late_entitlement"


class Contact(StrEnum):
    """A human contact that is no mail."""

    CALL = "call"
    CONFERENCE = "conference"
    REMOTE_SESSION = "remote_session"


class _Event(Frozen):
    """``recorded``: when the desk wrote it. ``at``: the instant that the contract counts."""

    recorded: Instant
    at: Instant


class MessageReceived(_Event):
    """A turn: a message from the member's side that needs an answer. ``at``: its durable receipt."""

    event: Literal["message_received"] = "message_received"
    turn: str
    kind: Kind
    product: str = ""
    language: Language
    channel: str
    requester: str
    content: str


class EntitlementDecided(_Event):
    """Covered or not, as of the turn's receipt. Covered: a clock starts; here is its policy."""

    event: Literal["entitlement_decided"] = "entitlement_decided"
    turn: str
    covered: bool
    reason: GateReason
    member: str = ""
    product: str = ""
    marks: tuple[Mark, ...] = ()
    clock_from: Instant | None = None
    policy: Policy | None = None


class AnswerCommitted(_Event):
    """A supporter answered, having seen the turns up to ``answers_up_to``. Counts for now from ``at``."""

    event: Literal["answer_committed"] = "answer_committed"
    answer: str
    author: str
    answers_up_to: str
    content: str


class AnswerAccepted(_Event):
    """The provider has accepted the answer for delivery."""

    event: Literal["answer_accepted"] = "answer_accepted"
    answer: str


class AnswerRefused(_Event):
    """The answer was refused for good: it never counted, and the same clock runs on."""

    event: Literal["answer_refused"] = "answer_refused"
    answer: str
    reason: str


class ContactLogged(_Event):
    """A human contact took place; it also answers the turns up to ``answers_up_to``, where it names one."""

    event: Literal["contact_logged"] = "contact_logged"
    contact: Contact
    entry: str
    author: str
    answers_up_to: str | None = None
    content: str


class OwnerNamed(_Event):
    """A supporter owns the ticket: who answered first, or was named."""

    event: Literal["owner_named"] = "owner_named"
    owner: str


class Escalated(_Event):
    """People are told that a clock has come to these levels: each (clock, level, due) exactly once."""

    event: Literal["escalated"] = "escalated"
    clock: str
    levels: tuple[Level, ...]
    due: Instant


class MailEnded(_Event):
    """A mail of this ticket left the outbox: sent, failed for good, or withdrawn as pointless."""

    event: Literal["mail_ended"] = "mail_ended"
    send: str
    letter: str
    result: Literal["sent", "failed", "withdrawn"]
    reason: str = ""


class TicketClosed(_Event):
    """A supporter closed the ticket. Clocks are not stopped by it."""

    event: Literal["ticket_closed"] = "ticket_closed"
    author: str
    reason: str = ""


type TicketEvent = Annotated[
    MessageReceived
    | EntitlementDecided
    | AnswerCommitted
    | AnswerAccepted
    | AnswerRefused
    | ContactLogged
    | OwnerNamed
    | Escalated
    | MailEnded
    | TicketClosed,
    Field(discriminator="event"),
]
