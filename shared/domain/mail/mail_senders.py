"""Whether a mail's sender may write in the thread that it answers."""

from collections.abc import Sequence
from enum import StrEnum

from shared.domain.facts.ticket import TicketState
from shared.domain.members.gate import MemberFacts


class Standing(StrEnum):
    """What the sender is to the ticket."""

    KNOWN = "known"
    """The requester, or somebody of the ticket's member."""
    UNKNOWN = "unknown"
    """Whoever it is was given the thread's token: a turn, marked."""
    OF_ANOTHER_MEMBER = "of_another_member"
    """Somebody of another member never writes in this ticket: it may have been forwarded there."""


def standing_in(
    state: TicketState, requester: str, address: str, candidates: Sequence[MemberFacts]
) -> Standing:
    """The sender's standing. ``requester`` is the digest of the address, as the ticket has it of its own."""
    of = {
        each.key
        for each in candidates
        if each.member.knows_address(address) or each.member.knows_domain(address)
    }
    if requester == state.requester or state.member in of:
        return Standing.KNOWN
    return Standing.OF_ANOTHER_MEMBER if of and state.member else Standing.UNKNOWN
