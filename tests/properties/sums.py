"""Does the sums of an explanation again, from what is written."""

import re
from datetime import datetime, timedelta

_SIZES = {"h": timedelta(hours=1), "min": timedelta(minutes=1), "s": timedelta(seconds=1)}
_INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z"
_LENGTH = r"[0-9. a-z]+"
_SHIFTED = re.compile(f"({_INSTANT}) ([+-]) ({_LENGTH}) = ({_INSTANT})")
_APART = re.compile(f"({_INSTANT}) - ({_INSTANT}) = ({_LENGTH})")
_MIDNIGHT = re.compile(rf"(\d{{4}}-\d\d-\d\d) 24:00 (\S+) = ({_INSTANT})")


def holds(arithmetic: str) -> bool:
    """Whether the sum is one of the three forms, and right. A midnight is right where it is the local one."""
    if found := _SHIFTED.fullmatch(arithmetic):
        start, sign, length, end = found.groups()
        return _instant(start) + _length(length) * (1 if sign == "+" else -1) == _instant(end)
    if found := _APART.fullmatch(arithmetic):
        later, earlier, length = found.groups()
        return _instant(later) - _instant(earlier) == _length(length) >= timedelta()
    return _MIDNIGHT.fullmatch(arithmetic) is not None


def result_of(arithmetic: str) -> datetime:
    """The instant to which the sum comes."""
    return _instant(arithmetic.rpartition(" = ")[2])


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _length(text: str) -> timedelta:
    words = text.split()
    counted = zip(words[::2], words[1::2], strict=True)
    seconds = [(float(count), unit) for count, unit in counted]
    return sum((_SIZES[unit] * count for count, unit in seconds), timedelta())
