"""Spans of time as people write them: ``25h``, ``1h30m``, ``2d``."""

import re
from datetime import timedelta

LONGEST = timedelta(days=400)
_SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


class SpanUnclear(ValueError):
    """The text is no span of time that the clock can be moved by."""


def read_span(text: str) -> timedelta:
    """A span of days, hours, minutes and seconds, in this order, over 0 and at most 400 days.

    Raises:
        SpanUnclear: says how to write it.
    """
    found = _SPAN.fullmatch(text.strip().lower())
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0, 0)
    if max(days, hours, minutes, seconds) > LONGEST.total_seconds():
        days = hours = minutes = seconds = 0
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not timedelta(0) < span <= LONGEST:
        message = f"{text!r} is no span of time: write it as 25h, 1h30m, 45s or 2d, at most {LONGEST.days}d"
        raise SpanUnclear(message)
    return span
