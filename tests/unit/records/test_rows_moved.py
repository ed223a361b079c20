"""Rows whose keys have changed since are still found where the version before wrote them."""

from shared.ports.store import Create, Remove, Table
from shared.usecases.records.ticket_rows import load_whole_ticket
from tests.faults.mail_stories import MAILED
from tests.faults.stories import Story, rest


async def test_what_was_quoted_is_read_where_the_version_before_wrote_it() -> None:
    world = await Story("", rest, MAILED).begun()
    before = await load_whole_ticket(world.memory, world.ticket)
    assert before
    assert any(said.quoted for said in before.said.values())
    for row in await world.memory.rows(Table.TICKETS, world.ticket, first="trail-", before="trail."):
        old = Create(row.key.replace("trail-", "quoted-"), row.text)
        await world.memory.commit(Table.TICKETS, world.ticket, [old, Remove(row.key, row.etag)])
    assert await load_whole_ticket(world.memory, world.ticket) == before
