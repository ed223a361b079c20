"""A ticket's header: the folded state, and what is still to be done about it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Self

from pydantic import Field

from shared.domain.agenda.agenda import Listing, NeededHints, Place, gated_key, open_key
from shared.domain.agenda.booking import slot_rows
from shared.domain.agenda.closing import closes_at
from shared.domain.agenda.people import people_in, people_known
from shared.domain.agenda.picking import picking_of
from shared.domain.agenda.placing import place_of
from shared.domain.agenda.retaining import forgets_at
from shared.domain.answers.second_answers import open_answers
from shared.domain.books.months import months_counted
from shared.domain.clocks.clocks import clocks, next_due
from shared.domain.clocks.unsent_answers import untold
from shared.domain.conferences.conference_standing import picked_slots
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.messages.gating import gated_turns, unsure_turns
from shared.domain.messages.holding import held_at_door
from shared.domain.sessions.session_holding import going_on
from shared.domain.tickets.changes import Changes, Effect
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Silence

UNTIDY_AFTER = timedelta(minutes=6)
ASK_AGAIN_AFTER = timedelta(minutes=10)
MOST_UNSENT = 100
"""Of a ticket whose mails wait in batches: only where fewer are in the outbox, the next batch is opened."""


class TicketHeader(Frozen):
    """The row that every act on a ticket replaces, under its version.

    ``unsent``: operation id of each mail still in the outbox -> not before. ``listed``: the instant under
    which the ticket stands in the list of its ``place`` (None: as tickets were listed before there were
    several; ``sorted_in`` mends that). ``slots``: until when conferences are booked. ``stale``: keys of list
    rows no longer needed.
    ``known_by``: see the agenda's ``Hint``. ``people``: the keys of all who wrote on it, and of the members
    that know them; see ``listed_for``. ``months``: those in which the books count something of it.
    ``effects``: what is still to be caused elsewhere. ``ask_again``: when the gate is asked anew.
    ``batches``: the mails that a decision made and no transaction could carry, by batch, the oldest first.
    ``waits_under``: those of ``known_by`` under which it is listed as waiting for billing's word.
    ``by_door``: it came by the open door, so it may be held. ``announced``: supporters will hear that it is.
    ``lives_on``: where it was merged away, since when the other has been closed, as its last look found.
    """

    state: TicketState
    unsent: dict[str, Instant] = Field(default_factory=dict)
    listed: Instant
    place: Place | None = None
    slots: tuple[Instant, ...] = ()
    stale: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    ask_again: Instant | None = None
    batches: tuple[str, ...] = ()
    waits_under: tuple[str, ...] = ()
    by_door: bool = False
    announced: bool = False
    lives_on: Instant | None = None

    @property
    def aggregate(self) -> str:
        """The ticket's name in the agenda and in queue messages."""
        return aggregate_of(self.state.id)

    def next_look(self, silence: Silence, but: AbstractSet[str] = frozenset()) -> datetime | None:
        """The earliest instant at which something is to be done; None where nothing is.

        ``but``: mails that something else brings a look for.
        """
        found = clocks(self.state)
        levels = [instant for clock in found for _, instant in clock.untold(self.state.told)]
        ends = [clock.ends for clock in found if clock.ends and clock.ended is None]
        silent = (self.closes_at(silence.close_after), self.forgets_at(silence))
        later = (*silent, self.untidy_from(), self.ask_again)
        effects = [self.state.recorded] if self.effects and self.state.recorded else []
        batches = [self.state.recorded] if self.opens_batch and self.state.recorded else []
        unsent = [each.instant for each in untold(self.state)]
        sessions = [each.lapses for each in going_on(self.state)]
        seconds = [each.until for each in open_answers(self.state)]
        mails = [at for name, at in self.unsent.items() if name not in but]
        at_once = self.to_list_as_waiting() or self.to_announce()
        listing = [self.state.recorded] if at_once and self.state.recorded else []
        own = (*levels, *ends, *unsent, *sessions, *seconds, *filter(None, later))
        return min([*own, *mails, *effects, *batches, *listing], default=None)

    def to_announce(self) -> bool:
        """Whether it is held, and supporters have yet to be promised a word of it."""
        return held_at_door(self.state) is not None and not self.announced

    @property
    def opens_batch(self) -> bool:
        """Mails wait in a batch, and there is room for them in the outbox."""
        return bool(self.batches) and len(self.unsent) < MOST_UNSENT

    def closes_at(self, close_after: timedelta) -> datetime | None:
        """When silence closes the ticket; None where something is open, or anything is still to be sent."""
        return None if self.unsent or self.effects or self.batches else closes_at(self.state, close_after)

    def forgets_at(self, silence: Silence) -> datetime | None:
        """When its words are kept no longer; None while it is open, or anything is still to be sent."""
        busy = self.unsent or self.effects or self.batches
        return None if busy else forgets_at(self.state, silence.forget_months, self.lives_on)

    def untidy_from(self) -> datetime | None:
        """When list rows that are no longer needed may be removed; None where there are none."""
        return self.state.recorded + UNTIDY_AFTER if self.stale and self.state.recorded else None

    def waits(self) -> bool:
        """Whether a turn of this open ticket waits at the gate, or for billing to confirm its cover."""
        waiting = gated_turns(self.state) or unsure_turns(self.state)
        return bool(waiting) and self.open_row() is not None

    def to_list_as_waiting(self) -> bool:
        """Whether it waits so under keys under which it is not listed yet."""
        return self.waits() and not set(self.known_by) <= set(self.waits_under)

    def listed_as_waiting(self) -> Self:
        """The header once it is listed under everything that its senders are known by."""
        needed = {gated_key(self.aggregate, key) for key in self.known_by}
        stale = tuple(key for key in self.stale if key not in needed)
        return self.model_copy(update={"waits_under": self.known_by, "stale": stale})

    def open_row(self) -> str | None:
        """The key of the row that lists the ticket; None once it is closed and no clock runs."""
        if self.state.closed and next_due(self.state) is None:
            return None
        return open_key(self.aggregate, self.listed, self.place or Place.RUNNING)

    def rows(self) -> tuple[str, ...]:
        """The keys of all list rows that it needs. A new ticket's are there whatever the gate will say."""
        if not self.state.events:
            places = (Place.RUNNING, Place.WAITING, *([Place.HELD] if self.by_door else []))
            return tuple(open_key(self.aggregate, self.listed, each) for each in places)
        row = self.open_row()
        slots = slot_rows(self.aggregate, self.slots, self.state)
        gated = (gated_key(self.aggregate, key) for key in self.waits_under) if self.waits() else ()
        return (*([row] if row else []), *slots, *gated)

    def hints(self, silence: Silence, but: AbstractSet[str] = frozenset()) -> NeededHints:
        """Every agenda row that the ticket needs as it stands: for what writes hints, and what mends them."""
        return NeededHints(look=self.next_look(silence, but), listing=self.listing())

    def listing(self) -> Listing:
        """Where the ticket stands in lists."""
        rows, people, picking = self.rows(), self.listed_for, picking_of(self.state)
        return Listing(rows=rows, known_by=self.known_by, months=self.months, people=people, picking=picking)

    @property
    def listed_for(self) -> tuple[str, ...]:
        """Under whose keys it is found for good. Those of before there was a list are in the state."""
        return people_known(self.state, self.people)

    def after(self, changes: Changes) -> Self:
        """The header once these changes are committed."""
        state = changes.state_after(self.state)
        sends, later = changes.outgoing(state.events)
        moved = self.model_copy(
            update={
                "state": state,
                "unsent": self._unsent_after(sends),
                "listed": next_due(state) or self.listed,
                "place": place_of(state),
                "slots": tuple(sorted({slot.end for slot in picked_slots(state)})),
                "months": tuple(dict.fromkeys([*self.months, *months_counted(changes.events)])),
                "effects": (*self.effects, *changes.effects),
                "ask_again": self._ask_again(state),
                "batches": (*self.batches, *(batch.id for batch in later)),
                "known_by": tuple(dict.fromkeys([*self.known_by, *changes.known_by])),
                "people": tuple(dict.fromkeys([*self.people, *people_in(changes)])),
            }
        )
        before = self if moved.waits() else self.listed_as_waiting()  # as a look may have listed it
        moved = moved if moved.waits() else moved.model_copy(update={"waits_under": ()})
        needed = moved.rows()
        stale = (key for key in (*self.stale, *before.rows()) if key not in needed)
        return moved.model_copy(update={"stale": tuple(dict.fromkeys(stale))})

    def _unsent_after(self, sends: Iterable[Send]) -> dict[str, datetime]:
        begins = {each.id: None if each.ended else each.not_before for each in sends}
        return {send: at for send, at in {**self.unsent, **begins}.items() if at}

    def sorted_in(self) -> Self:
        """The header once the ticket stands in the list where it belongs; the same where it does already."""
        return self if self.place or not self.rows() else self.after(Changes())

    def _ask_again(self, state: TicketState) -> datetime | None:
        """A new gated turn asks the gate anew ten minutes later: a billing event may be on its way."""
        before, after = gated_turns(self.state), gated_turns(state)
        if len(after) > len(before) and state.recorded:
            return state.recorded + ASK_AGAIN_AFTER
        return self.ask_again if after else None

    def told_of(self) -> Self:
        """The header once supporters are promised a word of it."""
        return self.model_copy(update={"announced": True})

    def asked(self) -> Self:
        """The header once the gate has been asked anew."""
        return self.model_copy(update={"ask_again": None})

    def opened(self, sends: tuple[Send, ...], batch: str, left: int) -> Self:
        """The header once these mails of the batch have rows of their own; so many are ``left`` in it."""
        unsent = self.unsent | {send.id: send.not_before for send in sends}
        others = tuple(each for each in self.batches if left or each != batch)
        return self.model_copy(update={"unsent": unsent, "batches": others})

    def caused(self, effect: Effect) -> Self:
        """The header once this effect has been applied."""
        return self.model_copy(update={"effects": tuple(each for each in self.effects if each != effect)})

    def tidied(self, removed: tuple[str, ...]) -> Self:
        """The header once these list rows are gone."""
        return self.model_copy(update={"stale": tuple(key for key in self.stale if key not in removed)})


def aggregate_of(ticket: str) -> str:
    """A ticket's name in the agenda and in queue messages."""
    return f"ticket-{ticket}"


def member_aggregate(key: str) -> str:
    """A member's name in the agenda and in queue messages; ``key`` is its partition."""
    return f"member-{key}"


def empty_header(
    ticket: str,
    listed: datetime,
    known_by: tuple[str, ...] = (),
    months: tuple[str, ...] = (),
    *,
    people: tuple[str, ...] = (),
    by_door: bool = False,
) -> TicketHeader:
    """The header of a ticket to which nothing has happened yet."""
    state = TicketState(id=ticket)
    return TicketHeader(
        state=state, listed=listed, known_by=known_by, people=people, months=months, by_door=by_door
    )
