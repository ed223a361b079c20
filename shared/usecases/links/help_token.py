"""A token for help: what a product hands its user's browser, so that a request is known to be a member's.

It proves the member, and nothing about who writes. It sends requests in and opens nothing.
"""

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.members.gate import MemberFacts
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.domain.refusals.release_errors import HelpTokenOver, HelpTokenRefused
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.usecases.links.open_member import member_of_token, open_member


class HelpToken(Frozen):
    """The token, until when it holds if nobody revokes it, and what the vendor calls the member.

    ``organisation``: a form that is opened with it and the token says for whom it is.
    """

    token: str
    organisation: str
    expires: Instant


async def make_help_token(desk: Desk, member_token: str | None) -> HelpToken:
    """A token for the users of the product that brings its member's own. One request; nothing is written.

    Raises ``MemberTokenNeeded, MemberTokenRefused``.
    """
    facts = await member_of_token(desk, member_token)
    users = digest(desk.secret, "role", "user")
    link = Link.lasting(Purpose.HELP, facts.key, users, desk.clock.now(), series=facts.link_series)
    return HelpToken(
        token=sign(link, desk.link_keys[0]), organisation=facts.member.name, expires=link.expires
    )


async def member_helped(desk: Desk, token: str) -> MemberFacts:
    """The member whose users' token this is. One request. Raises ``HelpTokenRefused, HelpTokenOver``."""
    try:
        facts = (await open_member(desk, token, Purpose.HELP)).facts
    except LinkInvalid:
        raise HelpTokenRefused from None
    except (LinkExpired, LinkRevoked):
        raise HelpTokenOver from None
    if facts is None:
        raise HelpTokenOver
    return facts


async def helped_or_refused(desk: Desk, token: str) -> MemberFacts | HelpTokenRefused | HelpTokenOver | None:
    """The same, with the refusal as an answer: the request may be known already. None without a token."""
    if not token:
        return None
    try:
        return await member_helped(desk, token)
    except (HelpTokenRefused, HelpTokenOver) as refused:
        return refused
