"""A responsible person says that it is the right one, or that it is not."""

from dataclasses import dataclass

from shared.domain.agenda.header import member_aggregate
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import changed_header
from shared.usecases.seats.open_seats import OpenedSeat, open_seat


async def answer_seat(desk: Desk, token: str, *, yes: bool) -> None:
    """The person's word stands on every seat that it holds at the member; said again, nothing changes.

    A no takes its address out of use there, and the owner is told by a look; a yes after it undoes that.

    Raises:
        LinkInvalid, LinkExpired, LinkRevoked: as ``open_seat``.
        StoreUnavailable: send it again.
    """

    async def attempt(_: int) -> None:
        await _answer(desk, await open_seat(desk, token), yes=yes)

    await until_committed(desk, token[-16:], attempt)


async def _answer(desk: Desk, opened: OpenedSeat, *, yes: bool) -> None:
    """Agenda row before state. Raises ``StoreConflict`` where somebody else was quicker."""
    header, now, address = opened.loaded.header, desk.clock.now(), opened.seats[0].address
    appointments = header.appointments.answered(header.member, address, now, yes=yes)
    flags = header.flags.answered(address, now, yes=yes)
    if (appointments, flags) == (header.appointments, header.flags):
        return
    aggregate = member_aggregate(opened.loaded.key)
    await write_agenda(desk.store, aggregate, now, look=now)
    change = changed_header(opened.loaded, appointments=appointments, flags=flags)
    await desk.store.commit(Table.MEMBERS, opened.loaded.key, [change])
    await tell(desk, aggregate)


@dataclass(frozen=True, slots=True)
class HeldSeats:
    """What a responsible person reads of its seats. ``confirmed``: all of them; ``declined``: it said no."""

    member: str
    language: Language
    products: tuple[str, ...]
    confirmed: bool
    declined: bool


async def read_seat(desk: Desk, token: str) -> HeldSeats:
    """The seats behind this link as they stand. Raises ``LinkInvalid, LinkExpired, LinkRevoked``."""
    opened = await open_seat(desk, token)
    header = opened.loaded.header
    named = [header.appointments.named_for(seat) for seat in opened.seats]
    return HeldSeats(
        member=header.member.name,
        language=header.member.language,
        products=tuple(dict.fromkeys(seat.product for seat in opened.seats)),
        confirmed=all(each is not None and each.confirmed is not None for each in named),
        declined=any(each is not None and each.declined is not None for each in named),
    )
