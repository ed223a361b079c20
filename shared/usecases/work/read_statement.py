"""The statement of a month: every minute of hourly work that was done in it, by member and ticket.

One request for each page of the month's list, one for each ticket listed, and one more for each with work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from shared.domain.books.months import month_named, month_of_day
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.money import Money, Price, sums
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.usecases.records.month_tickets import Wanted, members_by_key, states_in_month
from shared.usecases.records.ticket_rows import WholeTicket, load_whole_ticket
from shared.usecases.views.work_views import MinutesView, minutes_view


class StatementLine(MinutesView):
    """Minutes of one day, with the worker's name."""

    name: str = Field(description="Who worked, by name.")


class Agreement(Frozen):
    """An accepted quote that work of the month was done under."""

    quote: str
    price: Price
    includes_vat: bool = Field(description="Whether the price, and what the work cost, is with VAT.")
    limit_minutes: int
    accepted: Instant | None
    accepted_by: str = Field(description="The name typed with the acceptance.")


class StatementTicket(Frozen):
    """One ticket's work in the month."""

    ticket: str
    product: str
    agreements: tuple[Agreement, ...]
    lines: tuple[StatementLine, ...]
    minutes: int
    sums: tuple[Money, ...]


class StatementMember(Frozen):
    """One member's work in the month; a sender known at no member has neither id nor name."""

    member: str
    name: str
    tickets: tuple[StatementTicket, ...]
    minutes: int
    sums: tuple[Money, ...]


class StatementView(Frozen):
    """All billable work of one month. Each cost is rounded by itself; sums are sums of those."""

    month: str = Field(description="Year and month.")
    zone: str = Field(description="The zone whose days count.")
    as_of: Instant = Field(description="When the statement was read: corrections may come later.")
    members: tuple[StatementMember, ...]
    minutes: int
    sums: tuple[Money, ...]


async def read_statement(
    desk: Desk, month: str, member: str = "", wanted: Wanted = lambda _: True
) -> StatementView:
    """The statement of this month (``2026-03``), of all members or of the one named.

    ``wanted``: of only these tickets.

    Raises ``MonthInvalid``: it is written otherwise.
    """
    month_named(month)
    now = desk.clock.now()
    found = await _tickets(desk, month, wanted)
    known = await members_by_key(desk, filter(None, found))
    names = {key: (each.member.id, each.member.name) for key, each in known.items()}
    members = [_member(*names.get(key, ("", "")), tickets) for key, tickets in found.items()]
    asked_for = [each for each in members if not member or each.member == member]
    return StatementView(
        month=month,
        zone=desk.vendor.policy.zone,
        as_of=now,
        members=tuple(sorted(asked_for, key=lambda each: (each.name.casefold(), each.member))),
        minutes=sum(each.minutes for each in asked_for),
        sums=sums(money for each in asked_for for money in each.sums),
    )


async def _tickets(desk: Desk, month: str, wanted: Wanted) -> Mapping[str, list[StatementTicket]]:
    """The month's work by the member's key. The list is a hint: each ticket says what was done."""
    found: defaultdict[str, list[StatementTicket]] = defaultdict(list)
    async for state in states_in_month(desk, month, wanted):
        worked = any(month_of_day(each.day) == month for each in state.work.entries)
        whole = await load_whole_ticket(desk.store, state.id) if worked else None
        if whole:
            found[whole.header.state.member].append(_ticket(whole, month, desk.vendor))
    return found


def _ticket(whole: WholeTicket, month: str, vendor: Vendor) -> StatementTicket:
    state = whole.header.state
    entries = [each for each in state.work.entries if month_of_day(each.day) == month]
    lines = tuple(
        StatementLine(**dict(minutes_view(each, state, whole.said)), name=vendor.name_of(each.author))
        for each in sorted(entries, key=lambda each: each.day)
    )
    return StatementTicket(
        ticket=state.id,
        product=vendor.product_name(state.product),
        agreements=tuple(_agreements(state, {line.quote for line in lines}, whole)),
        lines=lines,
        minutes=sum(line.minutes for line in lines),
        sums=sums(line.cost for line in lines),
    )


def _agreements(state: TicketState, quotes: set[str], whole: WholeTicket) -> Iterable[Agreement]:
    return (_agreement(each, whole) for each in state.work.quotes if each.id in quotes)


def _agreement(quote: Quote, whole: WholeTicket) -> Agreement:
    return Agreement(
        quote=quote.id,
        price=quote.terms.price,
        includes_vat=quote.terms.includes_vat,
        limit_minutes=quote.terms.limit_minutes,
        accepted=quote.accepted,
        accepted_by=whole.said[quote.entry].name if quote.entry in whole.said else "",
    )


def _member(member: str, name: str, tickets: Sequence[StatementTicket]) -> StatementMember:
    first = {each.ticket: min(line.day for line in each.lines) for each in tickets}
    return StatementMember(
        member=member,
        name=name,
        tickets=tuple(sorted(tickets, key=lambda each: (first[each.ticket], each.ticket))),
        minutes=sum(each.minutes for each in tickets),
        sums=sums(money for each in tickets for money in each.sums),
    )
