"""Where the turn is that a supporter's mail answers: it may have moved since it was shown."""

from dataclasses import dataclass

from shared.domain.clocks.escalating import MOST_SHOWN
from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.mail_orders import MailFault, MailNotDone
from shared.domain.incoming.mail_threads import Thread
from shared.domain.mail.mail_acts import MailGiven, has_happened
from shared.domain.tickets.moved_turns import SeenTurn, answers_unseen, goes_on_in, seen_there, seen_up_to
from shared.ports.desk import Desk
from shared.usecases.messages.move_turns import apply_effects
from shared.usecases.records.acting import TooBusy
from shared.usecases.records.ticket_rows import LoadedTicket, known_ticket_and_people, load_ticket_and_people

_MOST_MOVES = 10


@dataclass(frozen=True, slots=True)
class ActingPlace:
    """The ticket in which the mail acts, and what of it its author had been shown, after so many events."""

    ticket: LoadedTicket
    shown: SeenTurn
    events: int


class MovedUnseen(MailNotDone):
    """The matter goes on in a ticket that the author had not seen: ``turns`` of it are to be read first."""

    def __init__(self, state: TicketState) -> None:
        """Keep the ticket, and the oldest of the turns that wait in it; where none does, the last."""
        super().__init__(MailFault.MOVED)
        self.ticket = state.id
        waiting = state.unanswered()[:MOST_SHOWN] or state.turns[-1:]
        self.turns = tuple(turn.id for turn in waiting)
        self.events = state.events


async def place_of(desk: Desk, thread: Thread, given: MailGiven, loaded: LoadedTicket | None) -> ActingPlace:
    """Where the turn is that the mail answers: it may have moved since it was shown.

    Raises:
        MailNotDone: it ended before the ticket was merged, or stands behind turns that nobody has shown.
    """
    here = await _settled(desk, thread.ticket, loaded)
    shown, events = seen_up_to(here.state, thread.turn), thread.events or 0
    for _ in range(_MOST_MOVES):
        into = goes_on_in(here.state, shown.turn)
        if not into or has_happened(here.state, given):
            return ActingPlace(here, shown, events)
        there = await _settled(desk, into)
        seen = seen_there(here.state, there.state, shown)
        if seen is None or (not goes_on_in(there.state, seen.turn) and answers_unseen(there.state, seen)):
            raise MovedUnseen(there.state)
        here, shown, events = there, seen, 0
    raise TooBusy(thread.ticket)


async def _settled(desk: Desk, ticket: str, loaded: LoadedTicket | None = None) -> LoadedTicket:
    """The ticket with its people, once all has come of it that it has still to cause in others."""
    loaded = loaded or await load_ticket_and_people(desk.store, ticket)
    if loaded is None:
        raise TooBusy(ticket)
    if not loaded.header.effects:
        return loaded
    await apply_effects(desk, loaded)
    return await known_ticket_and_people(desk.store, ticket)
