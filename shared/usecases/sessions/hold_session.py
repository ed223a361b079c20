"""Remote help: offered and taken back by a supporter, its start and its end logged."""

from shared.domain.agenda.header import TicketHeader
from shared.domain.letters.sends import Recipient
from shared.domain.refusals.errors import TurnUnknown
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
from shared.usecases.records.acting import ActOnTicket, act
from shared.usecases.records.ticket_rows import LoadedTicket


async def offer_session(
    desk: Desk, ticket: str, given: SessionBody, key: str | None = None
) -> tuple[TicketHeader, str]:
    """The ticket and the session's id; one offer however often it is sent.

    Raises ``TicketUnknown, TurnUnknown``, and as the decision: nothing was written.
    """
    acted, entry = await _offer.done(desk, ticket, given, key)
    return acted.header, entry.id


def _offered_to(_: Desk, ticket: LoadedTicket, given: ReasonBody, entry: Entry) -> PersonFacts:
    """Whoever the session was offered to. Raises ``SessionUnknown``."""
    del given
    said = ticket.said.get(entry.about)
    if said is None:
        raise SessionUnknown(entry.about)
    return PersonFacts(entry=entry, to=Recipient(address=said.email, name=said.name))


def _person(_: Desk, ticket: LoadedTicket, given: SessionBody, entry: Entry) -> PersonFacts:
    """Whoever wrote the turn. Raises ``TurnUnknown`` also where nobody is known."""
    wanted = ticket.state.turn(given.turn).id if given.turn else ticket.state.turns[-1].id
    said = ticket.said.get(wanted)
    if said is None or not said.email:
        raise TurnUnknown(wanted)
    return PersonFacts(entry=entry, to=Recipient(address=said.email, name=said.name))


_offer = ActOnTicket("session", decide_offer, _person, of="session")
take_offer_back = ActOnTicket("session back", decide_taking_back, _offered_to)
start_session = act("session start", decide_start)
end_session = act("session end", decide_end)
