"""What is signed for a member itself is opened: links to upgrades, a member's token, a token for help."""

from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose
from shared.domain.members.gate import MemberFacts
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.domain.refusals.release_errors import MemberTokenNeeded, MemberTokenRefused
from shared.ports.desk import Desk
from shared.usecases.links.open_link import read_link
from shared.usecases.records.member_rows import load_member


@dataclass(frozen=True, slots=True)
class OpenedMember:
    """What a link for a member itself says, and the member as it stands now; None where there is none."""

    link: Link
    facts: MemberFacts | None


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
