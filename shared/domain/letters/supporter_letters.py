"""The mails to the vendor's side about mails: theirs, machines', and those that did not arrive."""

from typing import ClassVar, Literal

from pydantic import Field

from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.incoming.incoming import Automatic
from shared.domain.incoming.mail_orders import MailFault
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import AuthorId, Products, TicketReference
from shared.domain.values.frozen import Frozen, Instant


class MailWithoutEffect(Frozen):
    """To the supporter who wrote it: nothing of the mail was done, and what to do instead.

    ``command`` is the command that it is about, "" for none; nothing else of the mail is repeated. ``turns``:
    those that this mail shows, so that they can be answered by replying to it.
    """

    letter: Literal["mail_not_done"] = "mail_not_done"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    fault: MailFault
    command: str = ""
    turns: tuple[str, ...] = ()


class SecondAnswerAsked(Frozen):
    """To the supporter who wrote it: ``author`` had answered already, so it is held and asked about.

    ``lost``: that answer has not arrived. ``turns``: what the mail shows, the first answer among them.
    """

    letter: Literal["second_answer_asked"] = "second_answer_asked"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    second: str
    author: AuthorId
    answered: Instant
    until: Instant
    lost: bool = False
    turns: tuple[str, ...]


class SecondAnswerLapsed(Frozen):
    """To the supporter who wrote it: it was held for as long as it is, and has not been sent.

    ``turns``: what the mail shows, that answer among them.
    """

    letter: Literal["second_answer_lapsed"] = "second_answer_lapsed"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    written: Instant
    turns: tuple[str, ...]


class SeenTo(Frozen):
    """To a supporter who was told that it waits: ``author`` has answered, or ("" as answer) has the ticket.

    ``yours``: to the author, who was given it by another.
    """

    letter: Literal["seen_to"] = "seen_to"
    lane: ClassVar[Lane] = Lane.DIGESTS
    ticket: TicketReference
    author: AuthorId
    answer: str = ""
    yours: bool = False


class MailUnproved(Frozen):
    """To the supporter whose notice was answered from elsewhere: nobody was mailed, no clock stopped."""

    letter: Literal["mail_unproved"] = "mail_unproved"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference


class AnswerInDoubt(Frozen):
    """To a supporter: an answer was put aside as spam; it counts, and its reader may never see it."""

    letter: Literal["answer_in_doubt"] = "answer_in_doubt"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    author: AuthorId
    status: DeliveryStatus


class AnswerUnsent(Frozen):
    """To a supporter: an answer that ended a clock has still not left, an hour before due or at due."""

    letter: Literal["answer_unsent"] = "answer_unsent"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    author: AuthorId
    answer: str
    level: UnsentLevel
    due: Instant


class SeatUnreachable(Frozen):
    """To the vendor's fallback address: a responsible person's address is dead and is not used any more.

    Member, name and address are the vendor's own record.
    """

    letter: Literal["seat_unreachable"] = "seat_unreachable"
    lane: ClassVar[Lane] = Lane.DIGESTS
    member: str
    products: Products
    name: str
    address: str
    status: DeliveryStatus


class KeptMail(Frozen):
    """One mail from somebody whom a member knows, taken for a machine's (``why``), and of no ticket."""

    received: Instant
    member: str
    sender: str
    subject: str = ""
    why: Automatic


class MailsKept(Frozen):
    """To a supporter: members' mails that were kept and answered by nobody. ``more``: further ones."""

    letter: Literal["mails_kept"] = "mails_kept"
    lane: ClassVar[Lane] = Lane.DIGESTS
    lines: tuple[KeptMail, ...] = Field(min_length=1)
    more: int = 0


class RequestsHeld(Frozen):
    """To a supporter: strangers' requests wait at the door, so many by now. ``flood``: too many came at once.

    ``more``: there are others than these.
    """

    letter: Literal["requests_held"] = "requests_held"
    lane: ClassVar[Lane] = Lane.STRANGERS_NOTICES
    flood: bool
    requests: int
    more: bool = False
    since: Instant


class RequesterWanted(Frozen):
    """To the supporter who forwarded a mail: who asks? ``proved``: it certainly came from the supporter."""

    letter: Literal["requester_wanted"] = "requester_wanted"
    lane: ClassVar[Lane] = Lane.PROMISES
    received: Instant
    proved: bool


class RequestsWaiting(Frozen):
    """To each supporter on duty: requests of strangers that are not told of one by one, as many came at once.

    ``since`` is None where there are none new. ``receipts``: receipts to strangers that wait to leave;
    ``withdrawn``: those that have waited for a day, and do not leave any more. ``until``: what came until
    then is told with this.
    """

    letter: Literal["requests_waiting"] = "requests_waiting"
    lane: ClassVar[Lane] = Lane.DIGESTS
    requests: int
    since: Instant | None = None
    until: Instant
    receipts: int = 0
    withdrawn: int = 0


SupporterLetter = (
    MailWithoutEffect
    | SecondAnswerAsked
    | SecondAnswerLapsed
    | SeenTo
    | MailUnproved
    | MailsKept
    | RequesterWanted
    | RequestsHeld
    | AnswerInDoubt
    | AnswerUnsent
    | SeatUnreachable
    | RequestsWaiting
)
"""Any of these."""
