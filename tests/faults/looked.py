"""Whether the agenda will bring a look in time, or a mail stands in the list of its lane."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.agenda.agenda import lane_key
from shared.domain.letters.sends import Send
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


def stands_in_lane(reading: Reading, aggregate: str, send: Send) -> bool:
    """There is a row of this very mail's lane and instant: every scan reads those, whatever the time."""
    return lane_key(aggregate, send.lane, send.not_before) in reading.lanes.get(aggregate, ())


def unlooked_notices(reading: Reading) -> Iterator[str]:
    """Notices whose mail nothing will bring a look for."""
    for notice in reading.notices.values():
        send = notice.send
        if send is None or send.ended or reading.looks.get(notice.aggregate):
            continue
        if not stands_in_lane(reading, notice.aggregate, send):
            yield f"4: notice {notice.id} has a mail and no look"
