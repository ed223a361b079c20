"""What the report says of the register of errors: reported, confirmed, fixed, and how long a release took."""

from collections.abc import Iterable
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from pydantic import Field

from shared.domain.books.further_books import counted
from shared.domain.books.months import month_of
from shared.domain.register.entry import OPEN_IN, EntryState, EntryStep, RegisterEntry
from shared.domain.values.frozen import Frozen

_DAY = 24 * 3600
_DECIMALS = 4


class RegisterSide(Frozen):
    """The register's entries in a month: errors, and adaptations to changes at Microsoft.

    What was merged into another counts as that one. Of a member, those to which a ticket of its own is tied.
    """

    register_reported: int = counted("Entries of the register of errors that were entered in the month.")
    register_confirmed: int = counted("Entries that were first confirmed in the month.")
    register_fixed: int = counted("Entries that were fixed in the month, and are so still.")
    register_released: int = counted("Entries whose fix was released in the month, and that are so still.")
    register_open: int = counted(
        "Entries of this month or before that are reported, confirmed or fixed when the report is read."
    )
    register_median_days: float | None = Field(
        default=None,
        description="Of the released of the month: median of the days from the first confirmation to the "
        "release; null where nothing was released.",
    )
    register_worst_days: float | None = Field(
        default=None, description="The longest such time; null where nothing was released."
    )


def register_side(entries: Iterable[RegisterEntry], month: str, zone: ZoneInfo) -> RegisterSide:
    """The figures of these entries for a month (``2026-03``, in this zone), as they stand now."""
    known = [each for each in entries if not each.merged_into and month_of(each.reported, zone) <= month]
    released = [each for each in known if _in(_last(each, EntryState.RELEASED), month, zone)]
    days = [_days_to_release(each) for each in released]
    spread = {"register_median_days": median(days), "register_worst_days": max(days)} if days else {}
    return RegisterSide(
        register_reported=sum(month_of(each.reported, zone) == month for each in known),
        register_confirmed=sum(_in(each.first(EntryState.CONFIRMED), month, zone) for each in known),
        register_fixed=sum(_in(_last(each, EntryState.FIXED), month, zone) for each in known),
        register_released=len(released),
        register_open=sum(each.state in OPEN_IN for each in known),
        **{name: round(value, _DECIMALS) for name, value in spread.items()},
    )


def is_counted(entry: RegisterEntry, month: str, zone: ZoneInfo) -> bool:
    """Whether the entry adds anything to the month."""
    return register_side((entry,), month, zone) != RegisterSide()


def _last(entry: RegisterEntry, state: EntryState) -> EntryStep | None:
    """The last step to this state, where nothing has taken it back since."""
    onward = {EntryState.FIXED: {EntryState.FIXED, EntryState.RELEASED}}.get(state, {state})
    steps = entry.steps if entry.state in onward else ()
    return next((each for each in reversed(steps) if each.state is state), None)


def _in(step: EntryStep | None, month: str, zone: ZoneInfo) -> bool:
    return step is not None and month_of(step.at, zone) == month


def _days_to_release(entry: RegisterEntry) -> float:
    """The days of 24 hours between the first confirmation and the last release."""
    confirmed, released = entry.first(EntryState.CONFIRMED), _last(entry, EntryState.RELEASED)
    begin, end = (step.at if step else entry.reported for step in (confirmed, released))
    return _seconds(begin, end) / _DAY


def _seconds(begin: datetime, end: datetime) -> float:
    return (end - begin).total_seconds()
