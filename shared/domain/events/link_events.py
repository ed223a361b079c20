"""What can happen to the links of a ticket."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.links import Renewal, Revocation
from shared.domain.facts.ticket import TicketState


class AddressProved(Event):
    """Somebody opened a link that was mailed to this person's address, and confirmed it."""

    event: Literal["address_proved"] = "address_proved"
    person: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(proved=tuple(dict.fromkeys([*state.proved, self.person])))


class LinksRevoked(Event):
    """A supporter revoked every link of this ticket; later mails carry new ones.

    ``entry`` and ``content`` tell a repetition.
    """

    event: Literal["links_revoked"] = "links_revoked"
    author: str
    reason: str
    entry: str = ""
    content: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        revoked = Revocation(entry=self.entry, content=self.content, at=self.at)
        return state.but(link_series=state.link_series + 1, revocations=(*state.revocations, revoked))


class LinkRenewed(Event):
    """Somebody who opened a link of this person's that had expired asked for a new one, and it was mailed."""

    event: Literal["link_renewed"] = "link_renewed"
    person: str

    def _effect(self, state: TicketState) -> TicketState:
        others = (each for each in state.renewals if each.person != self.person)
        return state.but(renewals=(*others, Renewal(person=self.person, at=self.at)))


LinkEvent = AddressProved | LinkRenewed | LinksRevoked
