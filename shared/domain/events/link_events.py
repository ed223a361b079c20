"""What can happen to the links of a ticket."""

from typing import Literal

from shared.domain.events.event import Event


class AddressProved(Event):
    """Somebody opened a link that was mailed to this person's address, and confirmed it."""

    event: Literal["address_proved"] = "address_proved"
    person: str


class LinksRevoked(Event):
    """A supporter revoked every link of this ticket; later mails carry new ones.

    ``entry`` and ``content`` tell a repetition.
    """

    event: Literal["links_revoked"] = "links_revoked"
    author: str
    reason: str
    entry: str = ""
    content: str = ""


class LinkRenewed(Event):
    """Somebody who opened a link of this person's that had expired asked for a new one, and it was mailed."""

    event: Literal["link_renewed"] = "link_renewed"
    person: str


LinkEvent = AddressProved | LinkRenewed | LinksRevoked
"""Any of these."""
