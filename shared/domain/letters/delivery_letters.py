"""Mails to the vendor's side about mails that did not arrive, or may not have."""

from typing import Literal

from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.values.frozen import Frozen, Instant


class AnswerInDoubt(Frozen):
    """To a supporter: an answer was put aside as spam; it counts, and its reader may never see it."""

    letter: Literal["answer_in_doubt"] = "answer_in_doubt"
    ticket: str
    author: str
    status: DeliveryStatus


class AnswerUnsent(Frozen):
    """To a supporter: an answer that ended a clock has still not left, an hour before due or at due."""

    letter: Literal["answer_unsent"] = "answer_unsent"
    ticket: str
    author: str
    answer: str
    level: UnsentLevel
    due: Instant


class SeatUnreachable(Frozen):
    """To the vendor's fallback address: a responsible person's address is dead and is not used any more.

    Member, name and address are the vendor's own record.
    """

    letter: Literal["seat_unreachable"] = "seat_unreachable"
    member: str
    products: tuple[str, ...]
    name: str
    address: str
    status: DeliveryStatus
