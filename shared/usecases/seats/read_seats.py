"""What the owner reads of its member: products, seats, contacts, open matters, the month on both sides."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime

from shared.domain.books.books import VendorSide, tally_of, tally_of_all
from shared.domain.books.further_books import MemberSide, member_side
from shared.domain.books.months import month_before, month_of
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState
from shared.domain.members.coverage import best_coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Person, Seat
from shared.domain.members.seat_flags import FlagReason
from shared.domain.news.news import Title
from shared.domain.seats.changing import subscribed_products
from shared.domain.seats.confirming import may_be_asked
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language, Vendor
from shared.ports.desk import Desk
from shared.usecases.members.member_versions import member_version
from shared.usecases.news.past_news import news_page_address, past_news
from shared.usecases.records.member_rows import LoadedMember
from shared.usecases.records.month_tickets import Wanted, of_member, states_in_month
from shared.usecases.seats.newest_versions import NewestView, newest_versions
from shared.usecases.seats.read_matters import MatterView, closed_matters, open_matters


class HolderView(Frozen):
    """A responsible person. ``flag``: why its address is not used; None where it is.

    ``asked``: when it was last asked to confirm, if that is known; ``may_be_asked``: it may be again by now.
    """

    address: str
    name: str
    studied: date | None
    confirmed: Instant | None
    flag: FlagReason | None
    asked: Instant | None = None
    may_be_asked: bool = False


class SeatView(Frozen):
    """A product and who is responsible for it: nobody where ``holders`` is empty.

    ``until``: where the cover ends, if an end is known.
    """

    product: str
    covered: bool
    until: Instant | None
    holders: tuple[HolderView, ...]


class PastNewsView(Frozen):
    """An item that has gone out, and where this page's reader reads it."""

    title: Title
    address: str


class SeatsView(Frozen):
    """The member's page. ``version``: of the member, for a change. ``news``: the latest first.

    ``closed``: of the tickets of this month and the last; ``newest``: of what covers the member now.
    """

    name: str
    language: Language
    version: str
    seats: tuple[SeatView, ...]
    contacts: tuple[Person, ...]
    matters: tuple[MatterView, ...]
    month: str
    vendor_side: VendorSide
    member_side: MemberSide
    news: tuple[PastNewsView, ...] = ()
    closed: tuple[MatterView, ...] = ()
    newest: tuple[NewestView, ...] = ()


async def read_seats(desk: Desk, loaded: LoadedMember, reader: Link) -> SeatsView:
    """The member as it stands now. Nothing is written. ``reader``: the link of who reads it.

    Requests: one for each list and shard of open tickets, one for each shard of the member's tickets, of this
    month's and of the last's; two for each product; and one for each of the member's own tickets and items of
    news among these.
    """
    now, facts = desk.clock.now(), loaded.facts(desk.vendor)
    month, own = month_of(now, desk.vendor.zone), await of_member(desk, loaded)
    matters, states, before, past, newest = await asyncio.gather(
        open_matters(desk, loaded, reader),
        _of_month(desk, loaded, month, own),
        _of_month(desk, loaded, month_before(month), own),
        past_news(desk, facts),
        newest_versions(desk, facts, reader.person, now),
    )
    news = ((each.title, news_page_address(desk, each.id, reader.person, now)) for each in past.items)
    return SeatsView(
        name=facts.member.name,
        language=facts.member.language,
        version=member_version(desk, facts.member),
        seats=seat_views(facts, now, desk.vendor),
        contacts=facts.member.contacts,
        matters=matters,
        month=month,
        vendor_side=_figures(desk, states, month),
        member_side=member_side(facts, now, desk.vendor),
        news=tuple(PastNewsView(title=title, address=address) for title, address in news),
        closed=closed_matters(desk, (*states, *before), reader),
        newest=newest,
    )


def seat_views(facts: MemberFacts, now: datetime, vendor: Vendor) -> tuple[SeatView, ...]:
    """Every product that the member subscribes to or did, with its responsible persons."""
    return tuple(_seat(facts, product, now, vendor) for product in subscribed_products(facts, vendor))


def _seat(facts: MemberFacts, product: str, now: datetime, vendor: Vendor) -> SeatView:
    names = vendor.product_references(product)
    found = best_coverage((each for each in facts.subscriptions if each.product in names), now, vendor.grace)
    holders = tuple(_holder(facts, seat, now) for seat in facts.member.responsible(product))
    return SeatView(product=product, covered=found.covered, until=found.until, holders=holders)


def _holder(facts: MemberFacts, seat: Seat, now: datetime) -> HolderView:
    named = facts.appointments.named_for(seat)
    return HolderView.of(
        seat,
        confirmed=named.confirmed if named else None,
        flag=facts.flags.reason_of(seat.address),
        asked=named.asked if named else None,
        may_be_asked=may_be_asked(facts, seat, now),
    )


async def vendor_side_of(desk: Desk, loaded: LoadedMember, month: str, own: Wanted) -> VendorSide:
    """The figures of this month, as its report has them for this member. ``own``: as ``of_member``."""
    return _figures(desk, await _of_month(desk, loaded, month, own), month)


def _figures(desk: Desk, states: Iterable[TicketState], month: str) -> VendorSide:
    now, zone = desk.clock.now(), desk.vendor.zone
    return tally_of_all(tally_of(each, month, zone, now) for each in states).figures()


async def _of_month(desk: Desk, loaded: LoadedMember, month: str, own: Wanted) -> list[TicketState]:
    """The member's tickets that are listed under this month."""
    states = states_in_month(desk, month, own)
    return [state async for state in states if state.member == loaded.key]
