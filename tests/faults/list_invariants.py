"""What must hold at rest of the rows that list tickets and members: each is needed, and none is missing."""

from collections.abc import Iterator

from shared.domain.agenda.agenda import OFFER, SLOT, gated_key
from shared.domain.agenda.header import aggregate_of
from shared.domain.facts.ticket import Turn
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member_listing import ListedMember, MemberLine, line_of, listed
from shared.domain.values.gate_reason import Mark
from shared.ports.desk import Desk
from shared.usecases.members.list_members import LISTED_MEMBERS
from shared.usecases.records.member_rows import LoadedMember, MemberHeader
from tests.faults.member_reading import MemberRows
from tests.faults.reading import Reading, TicketRows


def needless_rows(reading: Reading) -> Iterator[str]:
    """Rows of lists that no ticket needs.

    That of a killed act's slot stays until somebody asks for free slots, who asks the ticket and removes it.
    """
    needed = {key for ticket in reading.tickets.values() if ticket.header for key in ticket.header.rows()}
    listed = {key for key in reading.listed if key.partition("-")[0] not in {OFFER, SLOT}}
    for key in listed - needed:
        yield f"4: the list has a row that no ticket needs: {key}"
    waiting = {key for ticket in reading.tickets.values() for key in _waiting_rows(ticket)}
    for key in reading.gated.keys() ^ waiting:
        yield f"4: what waits at the gate is not what is listed so: {key}"


def members_not_as_listed(reading: Reading, desk: Desk) -> Iterator[str]:
    """Members of which the list says something else than is true now; rows of members that are not there."""
    now = desk.clock.now()

    def told(member: ListedMember) -> MemberLine:
        return line_of(member, now, desk.vendor)

    true = {
        each.key: told(listed(_facts(each, each.header, desk), now, desk.vendor))
        for each in reading.members.values()
        if each.header
    }
    said = {key: told(LISTED_MEMBERS.read(text)) for key, text in reading.members_listed.items()}
    for key in sorted(true.keys() | said.keys()):
        if true.get(key) != said.get(key):
            yield f"4: the list of members does not have member {key} as it is"


def _facts(member: MemberRows, header: MemberHeader, desk: Desk) -> MemberFacts:
    histories = tuple((history, "") for history in member.subscriptions.values())
    return LoadedMember(member.key, header, "", histories).facts(desk.vendor)


def _waiting_rows(ticket: TicketRows) -> set[str]:
    """The keys under which a ticket that waits at the gate must stand once it has been looked at."""
    if ticket.header is None or ticket.header.open_row() is None:
        return set()
    state = ticket.header.state
    waits = any(not turn.covered for turn in state.unanswered()) or any(_unsure(turn) for turn in state.turns)
    aggregate = aggregate_of(ticket.id)
    return {gated_key(aggregate, key) for key in ticket.header.known_by} if waits else set()


def _unsure(turn: Turn) -> bool:
    """Whether billing may still settle the mark of this covered turn."""
    marked = turn.settled or Mark.UNVERIFIED in turn.marks
    return marked and turn.covered and not turn.taken_by and not turn.split_into
