"""News leaves part of the provider's hourly quota to all other mail: no answer or breach waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Row, Table
from shared.usecases.records.row_formats import RowFormat

HOUR = timedelta(hours=1)
_PARTITION, _KEY = "quota", "quota-news"


class NewsHour(Frozen):
    """How many mails of news were claimed in the hour that began then."""

    began: Instant
    claimed: int = 0


NEWS_HOURS = RowFormat(NewsHour.model_validate_json)


@dataclass(frozen=True, slots=True)
class Claim:
    """So many mails of news may be sent now; ``again`` is when there are more."""

    mails: int
    again: datetime


async def claim_mails(desk: Desk, wanted: int) -> Claim:
    """Claim up to so many mails of this hour's part for news. What is claimed and not sent is not given back.

    Two requests.

    Raises:
        StoreConflict: another item claimed at the same time; nothing is claimed.
    """
    row = await desk.store.get(Table.LIMITS, _PARTITION, _KEY)
    hour = _hour_at(row, desk.clock.now())
    mails = max(0, min(wanted, desk.vendor.news_per_hour - hour.claimed))
    if mails:
        claimed = hour.but(claimed=hour.claimed + mails)
        written = NEWS_HOURS.row(_KEY, claimed, row.etag if row else None)
        await desk.store.commit(Table.LIMITS, _PARTITION, [written])
    return Claim(mails, hour.began + HOUR)


def _hour_at(row: Row | None, now: datetime) -> NewsHour:
    """The hour that is running, or a new one."""
    known = NEWS_HOURS.read(row.text) if row else None
    return known if known and now < known.began + HOUR else NewsHour(began=now)
