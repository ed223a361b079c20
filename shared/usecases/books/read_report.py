"""The monthly report: per member and in total, from the tickets that the agenda lists under the month.

One request for each page of the list and one for each ticket listed; what is kept in memory is a page of
tickets, the figures of each member, and a line for each reply clock. Of the register of errors: one request
for each 1000 entries, and one for each entry that the month counts.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from shared.domain.books.answer_books import AnswersSide, answers_side
from shared.domain.books.books import Tally, VendorSide, tally_of, tally_of_all
from shared.domain.books.further_books import MemberSide, member_side, side_of_all
from shared.domain.books.months import month_named
from shared.domain.books.register_books import RegisterSide, register_side
from shared.domain.members.gate import MemberFacts
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.usecases.records.month_tickets import members_by_key, states_in_month
from shared.usecases.register.count_register import entries_in_month, entries_of_members

_NOBODY = ""


class MemberReport(Frozen):
    """One member's month: the vendor's promises to it, its own, and the errors that it has reported."""

    member: str = Field(description="The vendor's own name for the member.")
    name: str = Field(description="The member's name.")
    vendor_side: VendorSide
    member_side: MemberSide
    register_side: RegisterSide = RegisterSide()


class TotalReport(Frozen):
    """The whole month, counted anew from every ticket; members that are listed on both sides."""

    vendor_side: VendorSide
    member_side: MemberSide
    register_side: RegisterSide = RegisterSide()


class ReportView(Frozen):
    """The books of one month. Breaches stay; what is open now may be answered when it is read again."""

    month: str = Field(description="Year and month.")
    zone: str = Field(description="The zone in which the month begins and ends.")
    as_of: Instant = Field(description="When the report was read.")
    members: tuple[MemberReport, ...] = Field(
        description="Every member of which something is counted in the month, by name."
    )
    no_member: VendorSide = Field(description="Messages of senders that are known at no member.")
    total: TotalReport
    answers: AnswersSide = Field(default=AnswersSide(), description="How fast the answers of the total came.")


async def read_report(desk: Desk, month: str) -> ReportView:
    """The report of this month (``2026-03``); one that has not begun is empty.

    Raises ``MonthInvalid``: it is written otherwise.
    """
    month_named(month)
    now = desk.clock.now()
    tallies, entries = await asyncio.gather(_tallies(desk, month, now), entries_in_month(desk, month))
    reported = await entries_of_members(desk, entries)
    facts = await members_by_key(desk, sorted({*tallies, *reported} - {_NOBODY}))
    sides = {key: register_side(reported.get(key, ()), month, desk.vendor.zone) for key in facts}
    members = [_member_report(facts[key], tallies.get(key, Tally()), sides[key], desk, now) for key in facts]
    unknown = tally_of_all(tally for key, tally in tallies.items() if key not in facts)
    every = tally_of_all(tallies.values())
    return ReportView(
        month=month,
        zone=desk.vendor.policy.zone,
        as_of=now,
        members=tuple(sorted(members, key=lambda each: (each.name.casefold(), each.member))),
        no_member=unknown.figures(),
        total=TotalReport(
            vendor_side=every.figures(),
            member_side=side_of_all(each.member_side for each in members),
            register_side=register_side(entries, month, desk.vendor.zone),
        ),
        answers=answers_side(every.clocks, desk.vendor),
    )


async def count_month(desk: Desk, month: str) -> VendorSide:
    """The vendor's side of this month in total, and nothing else of its report."""
    return tally_of_all((await _tallies(desk, month, desk.clock.now())).values()).figures()


async def _tallies(desk: Desk, month: str, now: datetime) -> Mapping[str, Tally]:
    """What is counted for each member, by its key. The list is a hint: each ticket says what it was."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    async for state in states_in_month(desk, month):
        counted = tally_of(state, month, desk.vendor.zone, now)
        if counted.counts:
            found[state.member].add(counted)
    return found


def _member_report(
    facts: MemberFacts, tally: Tally, errors: RegisterSide, desk: Desk, now: datetime
) -> MemberReport:
    return MemberReport(
        member=facts.member.id,
        name=facts.member.name,
        vendor_side=tally.figures(),
        member_side=member_side(facts, now, desk.vendor),
        register_side=errors,
    )
