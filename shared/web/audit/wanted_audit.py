"""Which rows of the audit list a query asks for."""

from collections.abc import Callable
from datetime import date, timedelta

from shared.domain.audit.entry import AuditWanted
from shared.domain.books.months import month_named
from shared.domain.values.fields import LATEST_DAY
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid

type Query = Callable[[str], str | None]
"""What the query says under a name."""

_EARLIEST_DAY = date(2000, 1, 1)
_LONGER_THAN_A_MONTH = timedelta(days=31)


def wanted_audit(query: Query, today: date) -> AuditWanted:
    """Those of the day or the month that is named; of today where none is.

    Raises:
        MonthInvalid: the month is written otherwise.
        FieldsInvalid: the day is none.
    """
    first, before = _days(query("day"), query("month"), today)
    return AuditWanted(first=first, before=before, who=query("who") or "", about=query("about") or "")


def _days(day: str | None, month: str | None, today: date) -> tuple[date, date]:
    if month and not day:
        first = _day("month", f"{month_named(month)}-01")
        return first, (first + _LONGER_THAN_A_MONTH).replace(day=1)
    first = _day("day", day) if day else today
    return first, first + timedelta(days=1)


def _day(name: str, written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    if not _EARLIEST_DAY <= day <= LATEST_DAY:
        raise FieldsInvalid([FieldError(name, Code.NOT_VALID)])
    return day
