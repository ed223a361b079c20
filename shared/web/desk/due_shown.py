"""What is left of a promise, as the desk's pages show it; their script counts on from there."""

from datetime import datetime, timedelta

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_line, instant_in_words
from shared.web.desk.desk_page import DESK_TEXTS


def due_shown(due: datetime, now: datetime, vendor: Vendor, language: Language) -> dict[str, object]:
    """An instant that something is due at: exactly, as the hours that are left, and whether they are over."""
    texts = DESK_TEXTS[language]
    left = due - now
    told = texts["late"] if left < timedelta() else texts["left"]
    return {
        "at": due.isoformat(),
        "milliseconds": milliseconds(due),
        "exactly": instant_in_words(due, vendor.zone, language),
        "line": instant_in_line(due, vendor.zone, language),
        "left": told.format(time=hours_and_minutes(abs(left))),
        "late": left < timedelta(),
        "soon": timedelta() <= left < timedelta(hours=4),
    }


def hours_and_minutes(span: timedelta) -> str:
    """``23 h 05 min``, in either language; seconds are cut."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours}\u00a0h {minutes:02}\u00a0min"


def milliseconds(instant: datetime) -> int:
    """The instant as the pages' script has it."""
    return int(instant.timestamp() * 1000)
