"""A reader wants no more news, by the link in a mail of news, or asks for it again.

How the address stands says it, and every page of mails asks there first: it holds at once, also for what is
on its way. A look at the reader then shows it at the seat, which stays its holder's, and tells the owner.
"""

from datetime import datetime

from shared.domain.agenda.header import member_aggregate
from shared.domain.facts.links import Purpose
from shared.domain.letters.news_letters import NewsStopped
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Seat
from shared.domain.news.news import NewsAgain
from shared.domain.refusals.news_errors import NoSuchSeat
from shared.domain.seats.seat_links import seats_link, seats_of
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.news.open_news import read_news_link
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import LoadedMember, changed_header, directory, load_member
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.records.standing_rows import news_stopped, record_news_stopped

_MOST_MEMBERS = 100


class ReadersSeats(Frozen):
    """The seats that a reader holds at one member: its name, and the ids of the products."""

    member: str
    products: tuple[str, ...]


class WayOut(Frozen):
    """What the page behind the link shows. ``language``: of the first member; None where no seat is held."""

    stopped: bool
    language: Language | None
    held: tuple[ReadersSeats, ...]


async def read_way_out(desk: Desk, token: str) -> WayOut:
    """What the link would end, or has ended. Writes nothing.

    Raises ``LinkInvalid, NewsLinkExpired``.
    """
    person = read_news_link(desk, token, Purpose.UNSUBSCRIBE).person
    members = [each for each in await _members(desk, person) if _seats(desk, each, person)]
    held = tuple(
        ReadersSeats(
            member=each.header.member.name,
            products=tuple(dict.fromkeys(seat.product for seat in _seats(desk, each, person))),
        )
        for each in members
    )
    language = members[0].header.member.language if members else None
    return WayOut(stopped=await news_stopped(desk, person) is not None, language=language, held=held)


async def stop_news(desk: Desk, token: str) -> None:
    """No more news to the link's person from now on; a look flags its seats and tells the owners, once.

    Raises:
        LinkInvalid, NewsLinkExpired: nothing was changed.
        StoreUnavailable: send it again; nobody is told twice.
    """
    await _record(desk, read_news_link(desk, token, Purpose.UNSUBSCRIBE).person, desk.clock.now())


async def ask_for_news_again(desk: Desk, token: str) -> None:
    """The link's person gets news again from now on; what went out meanwhile is not sent again.

    Raises:
        LinkInvalid, NewsLinkExpired: nothing was changed.
        StoreUnavailable: send it again.
    """
    await _record(desk, read_news_link(desk, token, Purpose.UNSUBSCRIBE).person, None)


async def give_news_again(desk: Desk, facts: MemberFacts, given: NewsAgain) -> None:
    """As ``ask_for_news_again``, for a responsible person of this member who has told a supporter.

    Raises:
        NoSuchSeat: nobody at this member is responsible under this address.
        StoreUnavailable: send it again.
    """
    person = address_key(desk.secret, given.address)
    if not seats_of(person, facts.member, desk.secret):
        raise NoSuchSeat
    await _record(desk, person, None)


async def look_at_reader(desk: Desk, person: str) -> None:
    """Bring the flags of the seats that this person holds in line with its word; tell of a new one.

    Raises ``StoreUnavailable``: the look is to be repeated; what was done does no harm.
    """
    since = await news_stopped(desk, person)
    for key in await directory(desk, person, _MOST_MEMBERS):
        await _flag(desk, key, person, since)
        if since:
            await _tell_owner(desk, key, person, since)


async def _record(desk: Desk, person: str, since: datetime | None) -> None:
    """Agenda row before state: whatever befalls this act, a look brings the seats in line."""
    aggregate = f"reader-{person}"
    await write_agenda(desk.store, aggregate, desk.clock.now(), look=desk.clock.now())
    await record_news_stopped(desk, person, since)
    await tell(desk, aggregate)


async def _members(desk: Desk, person: str) -> list[LoadedMember]:
    keys = await directory(desk, person, _MOST_MEMBERS)
    return [loaded for key in keys if (loaded := await load_member(desk, key))]


def _seats(desk: Desk, loaded: LoadedMember, person: str) -> tuple[Seat, ...]:
    """The directory is a hint: the member says who holds its seats."""
    return seats_of(person, loaded.header.member, desk.secret)


async def _flag(desk: Desk, key: str, person: str, since: datetime | None) -> None:
    """The person's seats at this member are flagged like that; nothing is written where none is held."""

    async def attempt(_: int) -> None:
        loaded = await load_member(desk, key)
        seats = _seats(desk, loaded, person) if loaded else ()
        if loaded is None or not seats:
            return
        before, address = loaded.header.flags, seats[0].address
        flags = before.without_news(address, since) if since else before.with_news(address)
        if flags != before:
            now, aggregate = desk.clock.now(), member_aggregate(key)
            await write_agenda(desk.store, aggregate, now, look=now)
            await desk.store.commit(Table.MEMBERS, key, [changed_header(loaded, flags=flags)])
            await tell(desk, aggregate)

    await until_committed(desk, key, attempt)


async def _tell_owner(desk: Desk, key: str, person: str, since: datetime) -> None:
    """Once for each time that news is ended; an owner who ends its own knows."""
    loaded = await load_member(desk, key)
    seats = _seats(desk, loaded, person) if loaded else ()
    if loaded is None or not seats:
        return
    member = loaded.header.member
    if compared_address(member.owner.address) == compared_address(seats[0].address):
        return
    letter = NewsStopped(
        member=member.name,
        products=tuple(dict.fromkeys(seat.product for seat in seats)),
        name=seats[0].name,
        address=seats[0].address,
        link=seats_link(desk.secret, key, member.owner.address, desk.clock.now()),
    )
    notice = notice_id(desk.secret, "news stopped", key, person, str(since))
    to = Recipient(address=member.owner.address, name=member.owner.name)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, member.language, desk.clock.now()))
