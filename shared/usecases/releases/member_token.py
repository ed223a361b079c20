"""A member's token: what its programs ask for upgrades with. Supporters make and revoke it."""

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.members.recipients import supporter
from shared.domain.refusals.errors import MemberUnknown
from shared.domain.tickets.entries import identified
from shared.domain.values.fields import ReasonBody
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Table
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


async def _known(desk: Desk, member: str) -> LoadedMember:
    loaded = await load_member(desk, member_key(desk, member))
    if loaded is None:
        raise MemberUnknown(member)
    return loaded
