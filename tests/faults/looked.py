"""Whether the agenda will bring a look in time."""

from datetime import datetime, timedelta

from tests.faults.reading import Reading

LATEST_RETRY = timedelta(minutes=40)
_NONE = timedelta(0)


def is_looked_at(reading: Reading, aggregate: str, instant: datetime, now: datetime) -> bool:
    """There is a row at or before the instant; one that a failed look put later may stand later.

    A row whose own instant has come is as good, whatever it stands under: the next scan reads it.
    """
    bound = max(now, instant)
    return any(
        row.instant <= bound + (LATEST_RETRY if row.hint.tries else _NONE)
        for row in reading.looks.get(aggregate, [])
    )
