"""How many minutes of hourly work a supporter's line says, and what was done in them."""

import re

from shared.domain.values.fields import MINUTES_IN_A_DAY
from shared.domain.values.frozen import Frozen

_UNIT = r"(?:minutes?|minuter|min|m)\b\.?"
_LINE = re.compile(
    rf"0*(?P<minutes>[1-9][0-9]{{0,3}})\s*(?:{_UNIT})?\s*[,:;\u2013-]?\s+(?!{_UNIT}\W*$)(?P<text>\S.*)",
    re.IGNORECASE,
)


class Worked(Frozen):
    """Minutes of hourly work, and what was done in them, for the statement."""

    minutes: int
    text: str


def read_minutes(written: str) -> Worked | None:
    """``30 Mended it``, ``30 min: Mended it``; None where it cannot be read, or is more than a day."""
    found = _LINE.fullmatch(written)
    if found is None or int(found["minutes"]) > MINUTES_IN_A_DAY:
        return None
    return Worked(minutes=int(found["minutes"]), text=found["text"])
