"""When supporters have conferences already, as far as the open tickets tell. A hint: tickets commit apart."""

import asyncio

from shared.domain.facts.conference import Slot
from shared.domain.facts.ticket import How, TicketState
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import open_list
from shared.usecases.records.ticket_rows import load_ticket

MOST_LOOKED_THROUGH = 200


async def busy_slots(desk: Desk, but_for: str) -> tuple[Slot, ...]:
    """The picked slots of the 200 most urgent open tickets but this one. A request a ticket, all at once."""
    rows = await open_list(desk.store, MOST_LOOKED_THROUGH)
    names = {row.hint.aggregate.removeprefix("ticket-") for row in rows} - {but_for}
    loaded = await asyncio.gather(*(load_ticket(desk.store, name) for name in names))
    now = desk.clock.now()
    found = (slot for each in loaded if each for slot in picked_slots(each.header.state))
    return tuple(slot for slot in found if slot.end > now)


def picked_slots(state: TicketState) -> tuple[Slot, ...]:
    """The slots at which this ticket's conferences are to be held."""
    over = {each.conference_of for each in state.endings if each.how is not How.NO_SHOW}
    standing = [each for each in state.conferences if each.turn not in over and not state.merged]
    return tuple(each.picked for each in standing if each.picked)
