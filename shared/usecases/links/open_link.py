"""A link from a mail is opened, and followed to where its matter goes on now; nothing changes by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose, read, sign
from shared.domain.letters.sends import Recipient
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import LoadedTicket, WholeTicket, load_ticket, load_whole_ticket

MOST_MERGES = 10


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


@dataclass(frozen=True, slots=True)
class FollowedLink:
    """What the link says, the ticket that has its matter now, and the merged tickets on the way, if any."""

    link: Link
    ticket: LoadedTicket
    passed: tuple[str, ...]

    @property
    def tickets(self) -> tuple[str, ...]:
        """Every ticket that the link leads to, its own first."""
        return (*self.passed, self.ticket.header.state.id)


async def follow_link(desk: Desk, token: str, purpose: Purpose) -> FollowedLink:
    """What this token opens, as it stands now. One request, and one more for each merge.

    Raises:
        LinkInvalid, LinkExpired: as ``open_link``.
        LinkRevoked: also where the links of the ticket it was merged into have been revoked since.
    """
    return await follow(desk, await open_link(desk, token, purpose))


async def follow(desk: Desk, opened: OpenedLink) -> FollowedLink:
    """Go on from a ticket that was merged to the one that has its matter."""
    loaded, passed = opened.ticket, list[str]()
    while merged := loaded.header.state.merged:
        passed.append(loaded.header.state.id)
        into = await load_ticket(desk.store, merged.into)
        if into is None or len(passed) > MOST_MERGES:
            raise LinkRevoked
        if any(each.at >= merged.at for each in into.header.state.revocations):
            raise LinkRevoked
        loaded = into
    return FollowedLink(opened.link, loaded, tuple(passed))


async def language_behind(desk: Desk, token: str) -> Language | None:
    """The language of the ticket that this token was made for, whether or not it still opens anything."""
    try:
        link = read(token, desk.link_keys)
    except LinkInvalid:
        return None
    loaded = await load_ticket(desk.store, link.ticket)
    return loaded.header.state.language if loaded else None


async def load_followed(desk: Desk, followed: FollowedLink) -> tuple[WholeTicket, ...]:
    """All that is stored of these tickets, the link's own first. Raises ``LinkRevoked`` where one is gone."""
    found = [await load_whole_ticket(desk.store, ticket) for ticket in followed.tickets]
    whole = tuple(each for each in found if each)
    if len(whole) != len(found):
        raise LinkRevoked
    return whole


def person_at(desk: Desk, tickets: Sequence[WholeTicket], person: str) -> Recipient | None:
    """The name and address of this person, as it last wrote at these tickets; None where it never did."""
    said = [
        each.said[turn.id]
        for each in tickets
        for turn in each.header.state.turns
        if turn.id in each.said and each.said[turn.id].email
    ]
    mine = [each for each in said if address_key(desk.secret, each.email) == person]
    return Recipient(address=mine[-1].email, name=mine[-1].name) if mine else None
