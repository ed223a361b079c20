"""A responsible person's address is dead: its seats are flagged, and the vendor's fallback is told, once.

The member's owner is told by the look that the flag asks for.
"""

from shared.domain.agenda.header import member_aggregate
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.supporter_letters import SeatUnreachable
from shared.domain.members.member import Seat
from shared.domain.members.recipients import fallback
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.refusals.errors import MemberUnknown
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import (
    LoadedMember,
    changed_header,
    directory,
    load_member,
    member_key,
)
from shared.usecases.records.notice_rows import post_notice

_MOST_MEMBERS = 100


async def flag_seats(desk: Desk, report: ProviderReport) -> None:
    """Every seat of this address, at whichever members, is flagged. Does nothing where it holds none.

    Raises:
        StoreUnavailable: repeat it; nobody is told twice.
    """
    person = address_key(desk.secret, report.recipient)
    for key in await directory(desk, person, _MOST_MEMBERS):
        await _flag(desk, key, report)


async def clear_flag(desk: Desk, member: str, address: str) -> None:
    """The vendor says that this address works again; where it is not flagged, nothing changes.

    Raises:
        MemberUnknown: there is no such member.
        StoreUnavailable: send it again.
    """
    key = member_key(desk, member)

    async def attempt(_: int) -> None:
        loaded = await load_member(desk, key)
        if loaded is None:
            raise MemberUnknown(member)
        await _write(desk, loaded, loaded.header.flags.works_again(address, desk.clock.now()))

    await until_committed(desk, member, attempt)


async def _flag(desk: Desk, key: str, report: ProviderReport) -> None:
    async def attempt(_: int) -> None:
        loaded = await load_member(desk, key)
        seats = _seats(loaded, report) if loaded else []
        if loaded is None or not seats:
            return
        after = loaded.header.flags.reported(report.recipient, report.status, report.attempted)
        if after.unusable(report.recipient):
            await _write(desk, loaded, after)
            await _tell(desk, loaded, after, seats, report)

    await until_committed(desk, key, attempt)


def _seats(loaded: LoadedMember, report: ProviderReport) -> list[Seat]:
    return [seat for seat in loaded.header.member.seats if report.is_about(seat.address)]


async def _write(desk: Desk, loaded: LoadedMember, flags: SeatFlags) -> None:
    """The member has these flags, and the list of members after a look. Raises ``StoreConflict``."""
    if flags != loaded.header.flags:
        now, aggregate = desk.clock.now(), member_aggregate(loaded.key)
        await write_agenda(desk.store, aggregate, now, look=now)
        await desk.store.commit(Table.MEMBERS, loaded.key, [changed_header(loaded, flags=flags)])
        await tell(desk, aggregate)


async def _tell(
    desk: Desk, loaded: LoadedMember, flags: SeatFlags, seats: list[Seat], report: ProviderReport
) -> None:
    """Once for each time that the address is flagged: clearing it makes the next time a new one."""
    person, address = address_key(desk.secret, report.recipient), compared_address(seats[0].address)
    reason = flags.reason_of(address)
    letter = SeatUnreachable(
        member=loaded.header.member.name,
        products=tuple(seat.product for seat in seats),
        name=seats[0].name,
        address=seats[0].address,
        status=reason if isinstance(reason, DeliveryStatus) else report.status,
    )
    cleared = str(flags.cleared.get(address, ""))
    notice = notice_id(desk.secret, "unreachable", loaded.key, person, cleared)
    to, language = fallback(desk.vendor)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, desk.clock.now()))
