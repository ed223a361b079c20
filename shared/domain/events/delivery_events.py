"""What can happen to an answer after a supporter wrote it: on its way out, and where it came to lie."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.values.frozen import Instant


class AnswerBounced(Event):
    """The answer was reported undeliverable to its requester: it never counted, and the clock runs on."""

    event: Literal["answer_bounced"] = "answer_bounced"
    answer: str
    status: DeliveryStatus


class AnswerDoubted(Event):
    """The requester's server took the answer and put it aside as spam: it counts, and supporters know."""

    event: Literal["answer_doubted"] = "answer_doubted"
    answer: str
    status: DeliveryStatus


class UnsentTold(Event):
    """Supporters are told that the answer that ended this clock has still not left: each level once."""

    event: Literal["unsent_told"] = "unsent_told"
    clock: str
    answer: str
    levels: tuple[UnsentLevel, ...]
    due: Instant


DeliveryEvent = AnswerBounced | AnswerDoubted | UnsentTold
