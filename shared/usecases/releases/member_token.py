"""A member's token: what its programs ask for upgrades with. Supporters make and revoke it."""

from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.members.gate import MemberFacts
from shared.domain.members.recipients import supporter
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked, MemberUnknown
from shared.domain.refusals.release_errors import MemberTokenNeeded, MemberTokenRefused
from shared.domain.tickets.entries import identified
from shared.domain.values.fields import ReasonBody
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.links.open_link import read_link
from shared.usecases.records.acting import until_committed
from shared.usecases.records.member_rows import (
    LoadedMember,
    TokensRevoked,
    changed_header,
    load_member,
    member_key,
)


class MemberToken(Frozen):
    """The token, which is shown this once, and until when it holds if nobody revokes it."""

    token: str
    expires: Instant


class LinksRevokedAt(Frozen):
    """The member whose tokens and links have ended, and how often they have been revoked by now."""

    member: str
    revoked: int


@dataclass(frozen=True, slots=True)
class OpenedMember:
    """What a link for a member itself says, and the member as it stands now; None where there is none."""

    link: Link
    facts: MemberFacts | None


async def make_token(desk: Desk, member: str) -> MemberToken:
    """A token for this member's programs, signed with the newest key. Nothing is written.

    Raises ``MemberUnknown``.
    """
    loaded = await _known(desk, member)
    programs = digest(desk.secret, "role", "program")
    series = len(loaded.header.revocations)
    link = Link.lasting(Purpose.MEMBER, loaded.key, programs, desk.clock.now(), series=series)
    return MemberToken(token=sign(link, desk.link_keys[0]), expires=link.expires)


async def revoke_tokens(desk: Desk, member: str, given: ReasonBody, key: str | None) -> LinksRevokedAt:
    """Every token and link that there is for the member itself ends now; the same again changes nothing.

    Raises ``MemberUnknown, AuthorUnknown, KeyReused``; ``StoreUnavailable``: send it again.
    """
    named = supporter(given.author, desk.vendor)
    entry = identified(desk.secret, "revoke", given, key, desk.clock.now(), "member-links", member)

    async def attempt(_: int) -> LinksRevokedAt:
        loaded = await _known(desk, member)
        known = loaded.header.revocations
        if entry.repeats({each.entry: each.content for each in known}, member):
            return LinksRevokedAt(member=member, revoked=len(known))
        revoked = TokensRevoked(
            entry=entry.id,
            content=entry.content,
            at=desk.clock.now(),
            author=named.id,
            reason=given.reason,
        )
        after = (*known, revoked)
        await desk.store.commit(Table.MEMBERS, loaded.key, [changed_header(loaded, revocations=after)])
        return LinksRevokedAt(member=member, revoked=len(after))

    return await until_committed(desk, member, attempt)


async def open_member(desk: Desk, token: str, purpose: Purpose) -> OpenedMember:
    """What this token says of a member, as it stands now. One request; opening it changes nothing.

    Raises ``LinkInvalid, LinkExpired``; ``LinkRevoked``: a supporter has revoked the member's.
    """
    link = read_link(desk, token, purpose)
    loaded = await load_member(desk, link.ticket)
    facts = loaded.facts(desk.vendor) if loaded else None
    link.must_hold(facts.link_series if facts else 0)
    return OpenedMember(link, facts)


async def member_of_token(desk: Desk, token: str | None) -> MemberFacts:
    """The member whose token this is. Raises ``MemberTokenNeeded, MemberTokenRefused``."""
    if not token:
        raise MemberTokenNeeded
    try:
        facts = (await open_member(desk, token, Purpose.MEMBER)).facts
    except (LinkInvalid, LinkExpired, LinkRevoked):
        raise MemberTokenRefused from None
    if facts is None:
        raise MemberTokenRefused
    return facts


async def _known(desk: Desk, member: str) -> LoadedMember:
    loaded = await load_member(desk, member_key(desk, member))
    if loaded is None:
        raise MemberUnknown(member)
    return loaded
