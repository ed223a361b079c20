"""The owner has a responsible person asked again whether it is the right one; a look mails it."""

from shared.domain.agenda.header import member_aggregate
from shared.domain.seats.confirming import SeatAsked, decide_ask_again
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import changed_header
from shared.usecases.seats.open_seats import OpenedSeats, open_seats


async def ask_again(desk: Desk, token: str, given: SeatAsked) -> None:
    """The person is mailed what the seat means, with the question: once in 24 hours, however often asked.

    Nothing changes where it has confirmed, or its address is not used.

    Raises:
        LinkInvalid, LinkExpired, LinkRevoked: as ``open_seats``.
        SeatsChanged: the person holds the seat no more; nothing was written.
        StoreUnavailable: send it again.
    """

    async def attempt(_: int) -> None:
        await _ask(desk, await open_seats(desk, token), given)

    await until_committed(desk, token[-16:], attempt)


async def _ask(desk: Desk, opened: OpenedSeats, given: SeatAsked) -> None:
    """Agenda row before state. Raises ``StoreConflict`` where somebody else was quicker."""
    loaded, now = opened.loaded, desk.clock.now()
    appointments = decide_ask_again(loaded.facts(desk.vendor), given, now)
    if appointments == loaded.header.appointments:
        return
    aggregate = member_aggregate(loaded.key)
    await write_agenda(desk.store, aggregate, now, look=now)
    await desk.store.commit(Table.MEMBERS, loaded.key, [changed_header(loaded, appointments=appointments)])
    await tell(desk, aggregate)
