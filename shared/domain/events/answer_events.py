"""What ends turns: answers and what became of them, contacts, a supporter's word. Promises too."""

from datetime import date
from enum import StrEnum
from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.ticket import Ending, How, Promise, TicketState
from shared.domain.values.frozen import Instant
from shared.domain.values.vendor import Policy


class Contact(StrEnum):
    """A human contact that is no mail."""

    CALL = "call"
    CONFERENCE = "conference"
    REMOTE_SESSION = "remote_session"


class AnswerCommitted(Event):
    """A supporter answered the turns up to ``answers_up_to`` in so many mails. Counts for now from ``at``."""

    event: Literal["answer_committed"] = "answer_committed"
    answer: str
    author: str
    answers_up_to: str
    content: str
    mails: int = 1

    def _effect(self, state: TicketState) -> TicketState:
        turns = state.up_to(self.answers_up_to)
        ending = Ending.of(self, id=self.answer, how=How.ANSWER, turns=turns)
        return state.with_ending(ending).but(delivery=state.delivery.committed(self.answer, self.mails))


class AnswerAccepted(Event):
    """The provider has accepted the answer for delivery."""

    event: Literal["answer_accepted"] = "answer_accepted"
    answer: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(delivery=state.delivery.accepted(self.answer))


class AnswerRefused(Event):
    """The answer was refused for good: it never counted, and the same clock runs on."""

    event: Literal["answer_refused"] = "answer_refused"
    answer: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.without_answer(self.answer)


class AnswerBounced(Event):
    """The answer was reported undeliverable to its requester: it never counted, and the clock runs on."""

    event: Literal["answer_bounced"] = "answer_bounced"
    answer: str
    status: DeliveryStatus

    def _effect(self, state: TicketState) -> TicketState:
        return state.without_answer(self.answer)


class AnswerDoubted(Event):
    """The requester's server took the answer and put it aside as spam: it counts, and supporters know."""

    event: Literal["answer_doubted"] = "answer_doubted"
    answer: str
    status: DeliveryStatus

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(delivery=state.delivery.doubted(self.answer))


class UnsentTold(Event):
    """Supporters are told that the answer that ended this clock has still not left: each level once."""

    event: Literal["unsent_told"] = "unsent_told"
    clock: str
    answer: str
    levels: tuple[UnsentLevel, ...]
    due: Instant

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(delivery=state.delivery.told_of(self.clock, self.answer, self.levels))


class ContactLogged(Event):
    """A human contact took place; it also answers the turns up to ``answers_up_to``, where it names one.

    ``conference_of``: the turn whose conference this was.
    """

    event: Literal["contact_logged"] = "contact_logged"
    contact: Contact
    entry: str
    author: str
    answers_up_to: str | None = None
    content: str
    conference_of: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        turns, conference = self._answered(state), self.contact is Contact.CONFERENCE
        ending = Ending.of(self, id=self.entry, how=How.CONTACT, turns=turns, conference=conference)
        return state.with_ending(ending)

    def _answered(self, state: TicketState) -> tuple[str, ...]:
        """The turns up to the one named, but for those that came after the contact."""
        named = state.up_to(self.answers_up_to) if self.answers_up_to else ()
        return tuple(turn.id for turn in state.turns if turn.id in named and turn.received <= self.at)


class TurnEnded(Event):
    """A turn that needs no answer, by a supporter's word and for a reason. Counted apart from answers."""

    event: Literal["turn_ended"] = "turn_ended"
    turn: str
    entry: str
    author: str
    reason: str
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        ending = Ending.of(self, id=self.entry, how=How.NO_ANSWER_NEEDED, turns=(self.turn,))
        return state.with_ending(ending)


class EntryWithdrawn(Event):
    """A correction: a logged contact or an ended turn that was a mistake. The clocks run as if without it."""

    event: Literal["entry_withdrawn"] = "entry_withdrawn"
    entry: str
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.without(self.entry)


class PromiseGiven(Event):
    """With an answer a supporter promised more by the end of this day, in the zone of the policy."""

    event: Literal["promise_given"] = "promise_given"
    answer: str
    author: str
    day: date
    policy: Policy

    def _effect(self, state: TicketState) -> TicketState:
        promise = Promise.of(self, given=self.at)
        return state.but(promises=(*state.promises, promise))


AnswerEvent = (
    AnswerCommitted
    | AnswerAccepted
    | AnswerRefused
    | AnswerBounced
    | AnswerDoubted
    | UnsentTold
    | ContactLogged
    | TurnEnded
    | EntryWithdrawn
    | PromiseGiven
)
