"""Under whose keys a ticket is listed for good: of all who wrote on it, and of the members that know them."""

from collections.abc import Iterator

from shared.domain.events.message_events import EntitlementDecided, MessageReceived
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes


def people_in(changes: Changes) -> Iterator[str]:
    """The keys of those who write with these changes, and of the members that are found to know them."""
    for event in changes.events:
        if isinstance(event, MessageReceived):
            yield event.requester
        elif isinstance(event, EntitlementDecided) and event.member:
            yield event.member


def people_known(state: TicketState, listed: tuple[str, ...]) -> tuple[str, ...]:
    """All of them, each once: those ``listed`` so far, and those that the state of an older ticket names."""
    senders = (turn.sender for turn in state.turns)
    known = (*listed, state.requester, *senders, state.member)
    return tuple(dict.fromkeys(filter(None, known)))
