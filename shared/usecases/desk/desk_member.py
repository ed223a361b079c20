"""What the desk's page of a member shows: all that is kept of it, what the gate says, its open tickets."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.audit.named import Named
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Member
from shared.domain.refusals.errors import MemberUnknown
from shared.ports.desk import Desk
from shared.usecases.members.member_versions import member_version
from shared.usecases.records.agenda_rows import open_of
from shared.usecases.records.member_rows import known_as, load_member, member_key
from shared.usecases.records.ticket_rows import load_ticket

MOST_TICKETS = 20


@dataclass(frozen=True, slots=True)
class DeskMember:
    """One member. ``version``: by which a form of its page says what its sender had read.

    ``tickets``: its open ones, at most 20, the oldest first; ``more_tickets``: there are others.
    """

    facts: MemberFacts
    version: str
    tickets: Sequence[TicketHeader]
    more_tickets: bool
    now: datetime

    @property
    def member(self) -> Member:
        """As it was written."""
        return self.facts.member


async def read_desk_member(desk: Desk, member: str) -> DeskMember:
    """The member as it stands now. Raises ``MemberUnknown``."""
    loaded = await load_member(desk, member_key(desk, member))
    if loaded is None:
        raise MemberUnknown(member)
    facts = loaded.facts(desk.vendor)
    references = await open_of(desk.store, known_as(desk, loaded))
    found = await asyncio.gather(*(load_ticket(desk.store, each) for each in references))
    tickets = [each.header for each in found if each and each.header.state.member == facts.key]
    still_open = sorted((each for each in tickets if not each.state.closed), key=_begun)
    shown = still_open[:MOST_TICKETS]
    desk.shows((Named.TICKET, each.state.id) for each in shown)
    return DeskMember(
        facts=facts,
        version=member_version(desk, facts.member),
        tickets=shown,
        more_tickets=len(still_open) > MOST_TICKETS,
        now=desk.clock.now(),
    )


def _begun(header: TicketHeader) -> datetime:
    turns = header.state.turns
    return turns[0].received if turns else header.listed
