"""What must hold of search: a ticket is found as it stands, or stands to be learnt; nothing else is found."""

import zlib

from shared.domain.agenda.agenda import LEARNT, learnt_key
from shared.domain.agenda.header import aggregate_of
from shared.ports.desk import Desk
from shared.usecases.search.learn_tickets import searched_tickets
from tests.fakes.segments import MemorySegments
from tests.faults.reading import Reading


async def found_otherwise(desk: Desk, segments: MemorySegments, reading: Reading) -> list[str]:
    """Each ticket that is found otherwise than it stands."""
    known = {each.ticket: each async for each in desk.search.known(mending=False)}
    true = await searched_tickets(desk, [*reading.tickets])
    wrong = [name for name in true.keys() | known.keys() if known.get(name) != true.get(name)]
    to_learn = {name for name in wrong if not _waits(name).isdisjoint(reading.learnt)}
    named = [f"6: a segment is called {name}" for name in segments.kept if not name.startswith("segment-")]
    return [f"4: {name} is found otherwise than it stands" for name in wrong if name not in to_learn] + named


def _waits(ticket: str) -> set[str]:
    return {learnt_key(aggregate_of(ticket), kind) for kind in LEARNT}


def unpacked(content: bytes) -> str:
    """Everything that can be read in a segment, whatever it is."""
    found, rest = [], content
    while rest:
        stream = zlib.decompressobj()
        found.append(stream.decompress(rest).decode("utf-8", "replace"))
        rest = stream.unused_data
    return "\n".join(found)
