"""A link from a mail is opened, and followed to where its matter goes on now; nothing changes by it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from shared.domain.facts.links import Link, Purpose, read, sign
from shared.domain.letters.sends import Recipient
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Store
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.ticket_rows import (
    LoadedTicket,
    WholeTicket,
    load_ticket,
    load_ticket_and_people,
    load_whole_ticket,
)

MOST_MERGES = 10

type LoadTicket = Callable[[Store, str], Awaitable[LoadedTicket | None]]
"""Reads the ticket of this reference with its people, if there is one."""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What the link says, and its ticket with its people as it stands now."""

    link: Link
    ticket: LoadedTicket


async def open_link(
    desk: Desk, token: str, purpose: Purpose, load: LoadTicket = load_ticket_and_people
) -> OpenedLink:
    """What this token opens; opening it changes nothing. One request.

    Raises:
        LinkInvalid: it is not ours, or for another purpose.
        LinkExpired: it was ours, and is over.
        LinkRevoked: a supporter has revoked it, or its ticket is gone or erased.
    """
    link = read_link(desk, token, purpose)
    loaded = await load(desk.store, link.ticket)
    return OpenedLink(link, _held(link, loaded))


async def open_whole_ticket(desk: Desk, token: str, purpose: Purpose) -> tuple[Link, WholeTicket]:
    """As ``open_link``, for what needs all that is stored of the ticket. One request, too."""
    link = read_link(desk, token, purpose)
    whole = await load_whole_ticket(desk.store, link.ticket)
    if whole is None:
        raise LinkRevoked
    _held(link, whole.loaded)
    return link, whole


def read_link(desk: Desk, token: str, purpose: Purpose) -> Link:
    """What the token says, where it is for this and not over. Raises ``LinkInvalid, LinkExpired``."""
    link = read(token, desk.link_keys)
    if link.purpose is not purpose:
        raise LinkInvalid
    if link.expired(desk.clock.now()):
        raise LinkExpired
    return link


def _held(link: Link, loaded: LoadedTicket | None) -> LoadedTicket:
    """The ticket, where it is there and its links have not been revoked. Raises ``LinkRevoked``."""
    if loaded is None or loaded.state.erased:
        raise LinkRevoked
    link.must_hold(loaded.state.link_series)
    return loaded


def link_address(desk: Desk, link: Link) -> str:
    """Where the link leads, signed with the newest key."""
    base = desk.vendor.public_url.rstrip("/")
    return f"{base}/api/member/{link.purpose}/{sign(link, desk.link_keys[0])}"


@dataclass(frozen=True, slots=True)
class FollowedLink:
    """What the link says, the ticket that has its matter now, and the merged tickets on the way, if any.

    ``whole``: all that is stored of these, its own first, where it was read.
    """

    link: Link
    ticket: LoadedTicket
    passed: tuple[LoadedTicket, ...]
    whole: tuple[WholeTicket, ...] = ()

    @property
    def tickets(self) -> tuple[LoadedTicket, ...]:
        """Every ticket that the link leads to, its own first."""
        return (*self.passed, self.ticket)


async def follow_link(desk: Desk, token: str, purpose: Purpose) -> FollowedLink:
    """What this token opens, as it stands now. One request, and one more for each merge.

    Raises:
        LinkInvalid, LinkExpired: as ``open_link``.
        LinkRevoked: also where the links of the ticket it was merged into have been revoked since.
    """
    return await follow(desk, await open_link(desk, token, purpose))


async def follow_to_read(desk: Desk, token: str, purpose: Purpose) -> FollowedLink:
    """As ``follow_link``, and all that is stored of these tickets, in as many requests."""
    read: dict[str, WholeTicket] = {}

    async def load(store: Store, ticket: str) -> LoadedTicket | None:
        whole = await load_whole_ticket(store, ticket)
        if whole is None:
            return None
        read[ticket] = whole
        return whole.loaded

    followed = await follow(desk, await open_link(desk, token, purpose, load), load)
    return replace(followed, whole=tuple(read.values()))


async def follow(desk: Desk, opened: OpenedLink, load: LoadTicket = load_ticket_and_people) -> FollowedLink:
    """Go on from a ticket that was merged to the one that has its matter."""
    loaded, passed = opened.ticket, list[LoadedTicket]()
    while merged := loaded.state.merged:
        passed.append(loaded)
        into = await load(desk.store, merged.into)
        if into is None or len(passed) > MOST_MERGES:
            raise LinkRevoked
        if any(each.at >= merged.at for each in into.header.state.revocations):
            raise LinkRevoked
        loaded = into
    return FollowedLink(opened.link, loaded, tuple(passed))


async def language_behind(desk: Desk, token: str) -> Language | None:
    """The language of the ticket or member that this token is about, whether or not it opens anything."""
    try:
        link = read(token, desk.link_keys)
    except LinkInvalid:
        return None
    if loaded := await load_ticket(desk.store, link.ticket):
        return loaded.header.state.language
    member = await load_member(desk, link.ticket)
    return member.header.member.language if member else None


def person_at(desk: Desk, tickets: Sequence[LoadedTicket], person: str) -> Recipient | None:
    """The name and address of this person, as it last wrote at these tickets; None where it never did."""
    said = [
        each.said[turn.id]
        for each in tickets
        for turn in each.state.turns
        if turn.id in each.said and each.said[turn.id].email
    ]
    mine = [each for each in said if address_key(desk.secret, each.email) == person]
    return Recipient(address=mine[-1].email, name=mine[-1].name) if mine else None
