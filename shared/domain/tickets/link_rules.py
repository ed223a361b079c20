"""What the events about links change."""

from shared.domain.events.link_events import AddressProved, LinkRenewed, LinksRevoked
from shared.domain.facts.link_history import Renewal, Revocation
from shared.domain.tickets.ticket import TicketState


def _proved(event: AddressProved, state: TicketState) -> TicketState:
    return state.model_copy(update={"proved": tuple(dict.fromkeys([*state.proved, event.person]))})


def _revoked(event: LinksRevoked, state: TicketState) -> TicketState:
    revoked = Revocation(entry=event.entry, content=event.content, at=event.at)
    return state.model_copy(
        update={"link_series": state.link_series + 1, "revocations": (*state.revocations, revoked)}
    )


def _renewed(event: LinkRenewed, state: TicketState) -> TicketState:
    others = tuple(each for each in state.renewals if each.person != event.person)
    return state.model_copy(update={"renewals": (*others, Renewal(person=event.person, at=event.at))})


RULES = (_proved, _revoked, _renewed)
