"""Mails as they came are kept for so many days, where a setting says so: one look takes those of a day."""

from datetime import UTC, datetime, timedelta

from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.raw_mails import erase_raw_mail, raw_mails_kept

MOST_ERASED = 500
"""In one look."""
_NAME = "at%Y%m%d"


async def promise_to_forget(desk: Desk) -> None:
    """A look will take what is received now, where mails are not kept for good. One request then, or none.

    Written before the mail is kept. Raises ``StoreUnavailable``: nothing is promised.
    """
    now = desk.clock.now()
    if promised := forgotten_by(desk, now):
        await write_agenda(desk.store, promised[0], now, look=promised[1])


def forgotten_by(desk: Desk, received: datetime) -> tuple[str, datetime] | None:
    """What is looked at, and when, so that a mail of then is not kept; None where mails are kept for good."""
    days = desk.vendor.retention.raw_mails_days
    if days is None:
        return None
    day = received.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return f"mails-{day:{_NAME}}", day + timedelta(days=days + 1)


async def look_at_mails(desk: Desk, name: str) -> datetime | None:
    """Nothing is left of mails that have been kept for as long as is set, of this day or before.

    Returns: when to go on, where there are more than one look takes or it is too early.

    Raises ``StoreUnavailable``: look again; what is gone stays gone.
    """
    promised = forgotten_by(desk, datetime.strptime(name, _NAME).replace(tzinfo=UTC))
    now, erased = desk.clock.now(), 0
    if promised is None or now < promised[1]:
        return promised[1] if promised else None
    async for mail, kept in raw_mails_kept(desk):
        due = forgotten_by(desk, kept.received)
        if kept.erased or due is None or due[1] > now:
            continue
        await erase_raw_mail(desk, mail)
        erased += 1
        if erased == MOST_ERASED:
            return now
    return None
