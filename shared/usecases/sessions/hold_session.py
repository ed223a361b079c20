"""Remote help: offered and taken back by a supporter, its start and its end logged."""

from shared.domain.agenda.header import TicketHeader
from shared.domain.letters.sends import Recipient
from shared.domain.refusals.errors import TicketUnknown, TurnUnknown
from shared.domain.refusals.session_errors import SessionUnknown
from shared.domain.sessions.session_holding import decide_end, decide_start
from shared.domain.sessions.session_offering import (
    PersonFacts,
    SessionBody,
    decide_offer,
    decide_taking_back,
)
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.ports.desk import Desk
from shared.usecases.records.acting import ActOnTicket, act, act_on_ticket, entry_of
from shared.usecases.records.ticket_rows import known_ticket, load_said, load_ticket


async def offer_session(
    desk: Desk, ticket: str, given: SessionBody, key: str | None = None
) -> tuple[TicketHeader, str]:
    """The ticket and the session's id; one offer however often it is sent.

    Raises ``TicketUnknown, TurnUnknown``, and as the decision: nothing was written.
    """
    to = await _person(desk, ticket, given.turn)
    facts = PersonFacts(entry=entry_of(desk, ticket, "session", given, key, of="session"), to=to)
    header = (await act_on_ticket(desk, ticket, decide_offer, given, facts)).header
    return header, facts.entry.at(header.state).id


async def _offered_to(desk: Desk, ticket: str, given: ReasonBody, entry: Entry) -> PersonFacts:
    """Whoever the session was offered to. Raises ``TicketUnknown``, ``SessionUnknown``."""
    del given
    said = await load_said(desk.store, ticket, entry.about)
    if said is None:
        raise SessionUnknown(entry.about) if await load_ticket(desk.store, ticket) else TicketUnknown(ticket)
    return PersonFacts(entry=entry, to=Recipient(address=said.email, name=said.name))


async def _person(desk: Desk, ticket: str, turn: str | None) -> Recipient:
    """Whoever wrote this turn. Raises ``TicketUnknown``, and ``TurnUnknown`` also where nobody is known."""
    loaded = await known_ticket(desk.store, ticket)
    state = loaded.header.state
    wanted = state.turn(turn).id if turn else state.turns[-1].id
    said = await load_said(desk.store, ticket, wanted)
    if said is None or not said.email:
        raise TurnUnknown(wanted)
    return Recipient(address=said.email, name=said.name)


take_offer_back = ActOnTicket("session back", decide_taking_back, _offered_to)
start_session = act("session start", decide_start)
end_session = act("session end", decide_end)
