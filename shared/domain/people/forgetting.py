"""What is left of a ticket once a person is erased: its log, its clocks and its numbers, and no word."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import BaseModel

from shared.domain.agenda.agenda import people_key
from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.second_answers import open_answers
from shared.domain.conferences.conference_standing import conference_of, conferences_left_behind
from shared.domain.events.answer_events import TurnEnded
from shared.domain.events.conference_events import ConferenceDeclined
from shared.domain.events.erasing_events import TicketErased
from shared.domain.events.event import fold
from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import MailEnded
from shared.domain.events.message_events import FilesKept
from shared.domain.events.second_answer_events import SecondAnswerEnded
from shared.domain.facts.second_answers import SecondAnswerOutcome
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient, Send, SendState
from shared.domain.people.finding import is_about, is_persons
from shared.domain.people.words import reworded
from shared.domain.tickets.changes import Changes, Said, SyncTie, recorded_at
from shared.domain.values.house import House
from shared.domain.values.identity import digest

ERASED = "the person was erased"
"""Why a mail to an erased person does not leave, or is not known to have left."""
KEPT_NO_LONGER = "the words are kept no longer"
"""The same where no person asked for it, but a setting says for how long they are kept."""
_GONE = "…"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Who is erased, by the key of the address, and why; by which supporter, "" standing for the desk."""

    person: str
    author: str
    house: House
    why: str = ERASED

    def is_theirs(self, address: str) -> bool:
        """Whether the address is the person's."""
        return is_persons(self.house.secret, self.person)(address)

    def opened(self, ticket: TicketHeader) -> bool:
        """Whether the person opened this ticket, also once it is erased."""
        return ticket.state.requester in {self.person, self.stand_in(ticket.aggregate)}

    def stand_in(self, aggregate: str) -> str:
        """What stands for the person's key in this aggregate afterwards: it leads nowhere else."""
        return digest(self.house.secret, "erased", aggregate)

    def unkeyed[Model: BaseModel](self, model: Model, aggregate: str) -> Model:
        """The same with the person's key nowhere in it."""
        said = model.model_dump_json().replace(self.person, self.stand_in(aggregate))
        return type(model).model_validate_json(said)

    def blank(self, field: str, text: str) -> str:
        """What is left of a word: the name of a product that the vendor sells, and nothing else."""
        return self.house.vendor.product_sold(text) if field == "product" else ""


@dataclass(frozen=True, slots=True)
class TicketRecord:
    """A ticket as it stands in its rows, but for the texts. ``blank``: those of which nothing is to be left.

    ``named``: what the other texts are not to say any more.
    """

    header: TicketHeader
    events: tuple[TicketEvent, ...]
    said: tuple[Said, ...]
    sends: tuple[Send, ...]
    blank: frozenset[str] = frozenset()
    named: re.Pattern[str] | None = None

    @property
    def state(self) -> TicketState:
        """The folded state."""
        return self.header.state

    def without_named(self, text: str) -> str:
        """A text of somebody else's, without the person's name and address."""
        return self.named.sub(_GONE, text) if self.named else text


def forget(ticket: TicketRecord, who: Forgotten, now: datetime) -> TicketRecord:
    """The ticket without the person. Of one that the person opened nothing is left that anybody wrote."""
    return _emptied(ticket, who, now) if who.opened(ticket.header) else _without(ticket, who, now)


def _emptied(ticket: TicketRecord, who: Forgotten, now: datetime) -> TicketRecord:
    """Nothing is left of what was written; what waits for an answer is ended, and no mail leaves."""
    sends = tuple(withdrawn(send, who) for send in ticket.sends)
    events = tuple(_event_without_words(event, who) for event in ticket.events)
    said = tuple(reworded(each, who.blank).but(files=()) for each in ticket.said)
    closing = () if ticket.state.erased else tuple(_closing(ticket, who, now))
    stale = () if ticket.state.erased else (people_key(ticket.header.aggregate, who.person),)
    header = ticket.header.but(state=fold(ticket.state.id, events), batches=(), unsent={})
    header = header.but(stale=(*header.stale, *stale))
    ties = tuple(SyncTie(entry=each.entry) for each in ticket.state.errors.ties)
    return replace(
        ticket,
        header=header.after(Changes(events=closing, effects=ties)) if closing else header,
        events=(*events, *closing),
        said=(*said, *_unsaid(ticket, closing)),
        sends=sends,
        blank=frozenset(each.id for each in said),
    )


def _unsaid(ticket: TicketRecord, closing: Iterable[TicketEvent]) -> Iterator[Said]:
    """What was ended has its entry, of no words: also what a look had ended that was killed before this."""
    known = {each.id for each in ticket.said}
    for event in (*ticket.events, *closing):
        if isinstance(event, TurnEnded) and event.entry not in known:
            yield Said(id=event.entry)


def _closing(ticket: TicketRecord, who: Forgotten, now: datetime) -> Iterator[TicketEvent]:
    """What waits is ended by whoever erases, what is held or had not left does not leave, and all is over."""
    state, at = ticket.state, recorded_at(ticket.state, now)
    yield from _ending(state, who, now, _waiting(ticket))
    for held in open_answers(state):
        yield SecondAnswerEnded(recorded=at, at=at, second=held.id, became=SecondAnswerOutcome.LAPSED)
    told = {each.send for each in ticket.events if isinstance(each, MailEnded)}
    for send in (each for each in ticket.sends if not each.ended and each.id not in told):
        yield MailEnded(
            recorded=at, at=at, send=send.id, letter=send.letter.letter, result="withdrawn", reason=who.why
        )
    yield TicketErased(recorded=at, at=at, author=who.author)


def _waiting(ticket: TicketRecord) -> AbstractSet[str]:
    """The turns that may wait here: none any more once all have moved to the ticket that this went into."""
    moved = ticket.state.merged and not ticket.header.effects
    return frozenset() if moved else frozenset(each.id for each in ticket.state.turns)


def _ending(
    state: TicketState, who: Forgotten, now: datetime, turns: AbstractSet[str]
) -> Iterator[TicketEvent]:
    """Those of these turns that wait need no answer any more, and no conference is held for one."""
    at, secret = recorded_at(state, now), who.house.secret
    ended = tuple(
        TurnEnded(
            recorded=at,
            at=at,
            turn=turn.id,
            entry=digest(secret, "erased turn", state.id, turn.id),
            author=who.author,
            reason="",
            content="",
        )
        for turn in state.unanswered()
        if turn.id in turns
    )
    yield from ended
    state = Changes(events=ended).state_after(state)
    for turn_of in (each for each in conferences_left_behind(state, now) if each in turns):
        conference = conference_of(state, turn_of, secret)
        entry = digest(secret, "erased conference", state.id, turn_of)
        yield ConferenceDeclined(
            recorded=at, at=at, turn=turn_of, conference=conference.id, entry=entry, author=who.author
        )


def _without(ticket: TicketRecord, who: Forgotten, now: datetime) -> TicketRecord:
    """Somebody else's ticket without what the person wrote there, and without the person's name.

    Nobody waits for an answer to words that are gone: what of them waits is ended.
    """
    theirs = frozenset(each.id for each in ticket.said if who.is_theirs(each.email))
    closing = tuple(_ending(ticket.state, who, now, theirs & _waiting(ticket)))
    shown = replace(ticket, named=_named(ticket, who))
    events = tuple(
        _event_without_words(event, who)
        if is_about(event, theirs) or getattr(event, "person", "") == who.person
        else event
        for event in ticket.events
    )
    sends = tuple(_send_without(send, who, shown) for send in ticket.sends)
    gone = {send.id for send in sends if send.ended}
    unsent = {name: at for name, at in ticket.header.unsent.items() if name not in gone}
    header = ticket.header.but(state=fold(ticket.state.id, events), unsent=unsent)
    return replace(
        shown,
        header=header.after(Changes(events=closing)) if closing else header,
        events=(*events, *closing),
        said=(*(_said_without(each, theirs, who, shown) for each in ticket.said), *_unsaid(ticket, closing)),
        sends=sends,
        blank=theirs,
    )


def _said_without(said: Said, theirs: AbstractSet[str], who: Forgotten, ticket: TicketRecord) -> Said:
    """Nothing of what is the person's; anything else does not name the person."""
    if said.id in theirs:
        return reworded(said, who.blank).but(files=())
    return reworded(said, lambda _, text: ticket.without_named(text))


def _event_without_words(event: TicketEvent, who: Forgotten) -> TicketEvent:
    """The event with no word in it; files that came are gone."""
    gone = event.but(files=()) if isinstance(event, FilesKept) else event
    return reworded(gone, who.blank)


def _send_without(send: Send, who: Forgotten, ticket: TicketRecord) -> Send:
    """A mail to the person is withdrawn and empty; any other does not name the person, and leaves no copy."""
    if who.is_theirs(send.to.address):
        return withdrawn(send, who)
    copies = tuple(each for each in send.cc if not who.is_theirs(each.address))
    return reworded(send.but(cc=copies), lambda _, text: ticket.without_named(text))


def withdrawn(send: Send, who: Forgotten) -> Send:
    """The mail without a word or an address. One that is on its way counts as withdrawn: nobody marks it."""
    gone = send if send.ended else send.finished(SendState.WITHDRAWN, who.why)
    empty = reworded(gone, who.blank).but(to=Recipient(address=""), cc=())
    return empty.but(reason=who.why if gone.reason else "")


def _named(ticket: TicketRecord, who: Forgotten) -> re.Pattern[str] | None:
    """Every name and address that the person has in this ticket."""
    known = [(each.email, each.name) for each in ticket.said]
    known += [(to.address, to.name) for send in ticket.sends for to in (send.to, *send.cc)]
    words = {word for address, name in known if who.is_theirs(address) for word in (address, name) if word}
    if not words:
        return None
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
