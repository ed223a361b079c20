"""When a member's owner is reminded of seats that nobody holds, and of which."""

import base64
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from shared.domain.members.gate import MemberFacts
from shared.domain.news.news_audience import covered_products
from shared.domain.values.vendor import Vendor

_DAYS = 5
_FIRST_HOUR = 9
_MINUTES_OF_A_DAY = 8 * 60
_MONTHS = 12


def empty_seats(facts: MemberFacts, now: datetime, vendor: Vendor) -> tuple[str, ...]:
    """The ids of the products that the member is covered for now, and for which it has named nobody."""
    products = covered_products(facts, (each.id for each in vendor.products), now, vendor)
    return tuple(each for each in products if not facts.member.responsible(each))


def may_have_empty_seats(facts: MemberFacts, vendor: Vendor) -> bool:
    """Whether any product that it has ever subscribed to has nobody: only then a reminder may come due."""
    subscribed = {vendor.product_referred(each.product) for each in facts.subscriptions} - {""}
    return any(not facts.member.responsible(each) for each in subscribed)


def lacks_reminder(reminds: datetime | None, facts: MemberFacts, vendor: Vendor) -> bool:
    """Seats may be empty and no time is kept: the member was stored before its owner was reminded of them."""
    return reminds is None and may_have_empty_seats(facts, vendor)


def next_reminder(key: str, after: datetime, zone: ZoneInfo) -> datetime:
    """The member's next time for a reminder, one in each calendar month of the zone.

    Between the 1st and the 5th, from 9 to 17: each member at a time of its own, so that the reminders of
    thousands of members do not come due together.
    """
    local = after.astimezone(zone)
    this = _time_in(local.year, local.month, key, zone)
    if this > after:
        return this
    return _time_in(local.year + local.month // _MONTHS, local.month % _MONTHS + 1, key, zone)


def _time_in(year: int, month: int, key: str, zone: ZoneInfo) -> datetime:
    number = int.from_bytes(base64.b32decode(key.upper()))
    day, minute = 1 + number % _DAYS, number // _DAYS % _MINUTES_OF_A_DAY
    hour, minute = _FIRST_HOUR + minute // 60, minute % 60
    return datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(UTC)
