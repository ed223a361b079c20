"""A link from a mail is opened: it is ours, it lasts, and its ticket has not revoked it."""

from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose, read, sign
from shared.domain.values.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What the link says, and its ticket as it stands now."""

    link: Link
    ticket: LoadedTicket


async def open_link(desk: Desk, token: str, purpose: Purpose) -> OpenedLink:
    """What this token opens; opening it changes nothing. One request.

    Raises:
        LinkInvalid: it is not ours, or for another purpose.
        LinkExpired: it was ours, and is over.
        LinkRevoked: a supporter has revoked it, or its ticket is gone.
    """
    link = read(token, desk.link_keys)
    if link.purpose is not purpose:
        raise LinkInvalid
    if link.expired(desk.clock.now()):
        raise LinkExpired
    loaded = await load_ticket(desk.store, link.ticket)
    if loaded is None:
        raise LinkRevoked
    link.must_hold(loaded.header.state.link_series)
    return OpenedLink(link, loaded)


def link_address(desk: Desk, link: Link) -> str:
    """Where the link leads, signed with the newest key."""
    base = desk.vendor.public_url.rstrip("/")
    return f"{base}/api/member/{link.purpose}/{sign(link, desk.link_keys[0])}"
