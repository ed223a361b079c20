"""What must hold of members' seats: whoever is to be told something is told, and a look brings it."""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.agenda.header import member_aggregate
from shared.usecases.records.member_rows import MemberHeader
from tests.faults.looked import is_looked_at
from tests.faults.reading import Reading


def seats_broken_at_any_time(reading: Reading, now: datetime) -> Iterator[str]:
    """What is to be told of seats, and whoever has asked for a page, has a look; so has each reminder."""
    for key, asked in reading.asked.items():
        if asked.address and not reading.looks.get(f"asked-{key}"):
            yield f"4: {key} has asked for a page, and there is no look"
    for member in reading.members.values():
        aggregate, header = member_aggregate(member.key), member.header
        if header and _is_to_be_told(header) and not reading.looks.get(aggregate):
            yield f"4: somebody at member {member.key} is to be told of a seat, and there is no look"
        if header and header.reminds and not is_looked_at(reading, aggregate, header.reminds, now):
            yield f"4: no look for the reminder of {member.key} at {header.reminds}"


def seats_broken_at_rest(reading: Reading) -> Iterator[str]:
    """Nobody waits to be told any more."""
    yield from (
        f"2: {key} has asked for a page in vain" for key, each in reading.asked.items() if each.address
    )
    for member in reading.members.values():
        if member.header and _is_to_be_told(member.header):
            yield f"4: somebody at member {member.key} was never told of a seat"


def _is_to_be_told(header: MemberHeader) -> bool:
    """Whoever was named responsible, or the owner of an address that is not used."""
    return header.appointments.unfinished or bool(header.flags.owner_waits_for)
