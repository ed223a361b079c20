"""What one member got in a month: the promises on both sides, and the hourly work."""

import asyncio

from shared.domain.books.books import VendorSide
from shared.domain.books.further_books import MemberSide, member_side
from shared.domain.books.months import month_named
from shared.domain.refusals.errors import MemberUnknown
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.member_rows import load_member, member_key
from shared.usecases.records.month_tickets import of_member
from shared.usecases.seats.read_seats import vendor_side_of
from shared.usecases.work.read_statement import StatementView, read_statement


class MemberMonth(Frozen):
    """The month of one member: its name and language, the figures as in the report, and the hourly work."""

    member: str
    name: str
    language: Language
    vendor_side: VendorSide
    member_side: MemberSide
    statement: StatementView


async def read_member_month(desk: Desk, member: str, month: str) -> MemberMonth:
    """This member's month (``2026-03``), as it stands now.

    Requests: one for the member, those of the list of its tickets, and twice those of the month's list and of
    its own tickets there; one more for each ticket with work.

    Raises:
        MemberUnknown: there is none of this name.
        MonthInvalid: the month is written otherwise.
    """
    month_named(month)
    loaded = await load_member(desk, member_key(desk, member))
    if loaded is None:
        raise MemberUnknown(member)
    facts, own = loaded.facts(desk.vendor), await of_member(desk, loaded)
    side, statement = await asyncio.gather(
        vendor_side_of(desk, loaded, month, own),
        read_statement(desk, month, member, own),
    )
    return MemberMonth(
        member=facts.member.id,
        name=facts.member.name,
        language=facts.member.language,
        vendor_side=side,
        member_side=member_side(facts, desk.clock.now(), desk.vendor),
        statement=statement,
    )
