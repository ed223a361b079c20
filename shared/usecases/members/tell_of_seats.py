"""What a look at a member tells of its seats: to whoever is new in one, and to the owner of what is amiss.

Each mail is a notice whose id follows from what it tells, so that a look that is repeated mails nobody twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from shared.domain.agenda.header import member_aggregate
from shared.domain.books.months import month_of
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.letters.letters import Letter
from shared.domain.letters.notices import Notice, notice_id, write_notice
from shared.domain.letters.seat_letters import SeatBounced, SeatDeclined, SeatNew, SeatsEmpty
from shared.domain.letters.sends import Recipient
from shared.domain.members.member import Person, Seat
from shared.domain.members.seat_flags import FlaggedAddress
from shared.domain.seats.reminding import empty_seats, lacks_reminder, next_reminder
from shared.domain.seats.seat_links import seat_link, seats_link
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import MEMBER_HEADERS, LoadedMember, head_key
from shared.usecases.records.notice_rows import post_notice


async def tell_of_seats(desk: Desk, loaded: LoadedMember) -> LoadedMember:
    """Tell what is still to be told; the member afterwards. Nothing is asked of storage where nothing is.

    A member that was stored before its owner was reminded of empty seats has its time from now on.

    Raises:
        StoreConflict: somebody changed the member meanwhile; look again, nobody is told twice.
        StoreUnavailable: repeat the look.
    """
    header, now = loaded.header, desk.clock.now()
    comes = header.reminds is not None and header.reminds <= now
    lacks = lacks_reminder(header.reminds, loaded.facts(desk.vendor), desk.vendor)
    if not (comes or lacks or header.appointments.unfinished or header.flags.owner_waits_for):
        return loaded
    for notice in (*_appointed(desk, loaded, now), *_flagged(desk, loaded, now)):
        await post_notice(desk, notice)
    if comes:
        await _remind(desk, loaded, now)
    reminds = await _next_time(desk, loaded.key, now) if comes or lacks else header.reminds
    told = {"appointments": header.appointments.all_told(), "flags": header.flags.all_told()}
    after = header.but(reminds=reminds, **told)
    row = MEMBER_HEADERS.row(head_key(loaded.key), after, loaded.etag)
    (etag,) = await desk.store.commit(Table.MEMBERS, loaded.key, [row])
    return replace(loaded, header=after, etag=etag)


async def _next_time(desk: Desk, key: str, now: datetime) -> datetime:
    """When the owner is next reminded; a look is asked for then, before the member's row says so."""
    reminds = next_reminder(key, now, desk.vendor.zone)
    await write_agenda(desk.store, member_aggregate(key), now, look=reminds)
    return reminds


async def _remind(desk: Desk, loaded: LoadedMember, now: datetime) -> None:
    """Of every seat that is empty now, in one mail; an answer may have reminded in this month already."""
    member = loaded.header.member
    products = empty_seats(loaded.facts(desk.vendor), now, desk.vendor)
    if products:
        link = seats_link(desk.secret, loaded.key, member.owner.address, now)
        letter = SeatsEmpty(member=member.name, products=products, link=link)
        notice = notice_id(desk.secret, "seat", loaded.key, month_of(now, desk.vendor.zone))
        await post_notice(desk, _mail(desk, loaded, notice, letter, member.owner, now))


def _appointed(desk: Desk, loaded: LoadedMember, now: datetime) -> Iterator[Notice]:
    """One mail for each person and instant, with every product that it is asked about as of then."""
    found: dict[tuple[datetime, str], list[Seat]] = defaultdict(list)
    for seat in loaded.header.member.seats:
        known = loaded.header.appointments.named_for(seat)
        if known and not known.told:
            found[known.asked or known.since, known.address].append(seat)
    for (asked, address), seats in found.items():
        letter = SeatNew(
            member=loaded.header.member.name,
            products=tuple(each.product for each in seats),
            link=seat_link(desk.secret, loaded.key, address, now),
        )
        about = (loaded.key, address_key(desk.secret, address), str(asked))
        yield _mail(desk, loaded, notice_id(desk.secret, "appointed", *about), letter, seats[0], now)


def _flagged(desk: Desk, loaded: LoadedMember, now: datetime) -> Iterator[Notice]:
    """To the owner, once for each time that an address is flagged; nothing about its own."""
    header, owner = loaded.header, loaded.header.member.owner
    for flag in header.flags.owner_waits_for:
        seats = [each for each in header.member.seats if compared_address(each.address) == flag.address]
        if not seats or compared_address(owner.address) == flag.address:
            continue
        letter = _lost(desk, loaded, flag, seats, now)
        about = (
            loaded.key,
            address_key(desk.secret, flag.address),
            str(header.flags.cleared.get(flag.address)),
        )
        yield _mail(desk, loaded, notice_id(desk.secret, "flagged", *about), letter, owner, now)


def _lost(
    desk: Desk, loaded: LoadedMember, flag: FlaggedAddress, seats: Sequence[Seat], now: datetime
) -> SeatBounced | SeatDeclined:
    member = loaded.header.member
    told = {
        "member": member.name,
        "products": tuple(dict.fromkeys(each.product for each in seats)),
        "name": seats[0].name,
        "address": seats[0].address,
        "link": seats_link(desk.secret, loaded.key, member.owner.address, now),
    }
    if isinstance(flag.reason, DeliveryStatus):
        return SeatBounced.model_validate({**told, "status": flag.reason})
    return SeatDeclined.model_validate(told)


def _mail(desk: Desk, loaded: LoadedMember, notice: str, letter: Letter, to: Person, now: datetime) -> Notice:
    recipient = Recipient(address=to.address, name=to.name)
    return write_notice(desk.secret, notice, letter, recipient, loaded.header.member.language, now)
