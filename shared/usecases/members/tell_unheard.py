"""What counts for nobody is told once a customer and reason, an hour's in one mail to the vendor."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from shared.domain.letters.letters import BillingUnheard, Unheard
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Send
from shared.domain.members.recipients import fallback
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Row, StoreConflict, Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.notice_rows import LoadedNotice, create_notice, load_notice, replace_send
from shared.usecases.records.row_formats import RowFormat

HOUR = timedelta(hours=1)
MOST_LINES = 100


class ToldOnce(Frozen):
    """When the mail in which it stands goes out."""

    at: Instant


TOLD = RowFormat(ToldOnce.model_validate_json)


async def tell_unheard(desk: Desk, place: str, said: Unheard, marks: Mapping[str, Row] | None = None) -> None:
    """Call it before the event is kept: a provider that repeats the event then repeats this, too.

    ``place`` is the partition of the customer. Which mail it stands in is written there first. ``marks``: the
    rows that say so, by key, where they have just been read.

    Raises:
        StoreUnavailable: the event must not be kept yet.
    """
    key = f"told-{place}-{digest(desk.secret, 'unheard', said.model_dump_json())}"

    async def attempt(number: int) -> None:
        read = marks if number == 0 else None
        row = await desk.store.get(Table.MEMBERS, place, key) if read is None else read.get(key)
        named = TOLD.read(row.text).at if row else None
        first = named or _end_of_hour(desk.clock.now())
        mail = await load_notice(desk.store, _mail_of(desk, first))
        if named and said in _lines(mail):
            return
        at, mail = await _open_mail(desk, first, mail)
        if named != at:
            mark = TOLD.row(key, ToldOnce(at=at), row.etag if row else None)
            await desk.store.commit(Table.MEMBERS, place, [mark])
        await _add(desk, mail, at, said)

    await until_committed(desk, place, attempt)


async def _open_mail(
    desk: Desk, at: datetime, mail: LoadedNotice | None
) -> tuple[datetime, LoadedNotice | None]:
    """The mail of this instant, or the next one to which something may still be added, and its instant."""
    while not _is_open(mail, at, desk.clock.now()):
        at = max(at + HOUR, _end_of_hour(desk.clock.now()))
        mail = await load_notice(desk.store, _mail_of(desk, at))
    return at, mail


async def _add(desk: Desk, mail: LoadedNotice | None, at: datetime, said: Unheard) -> None:
    """It stands in the mail. Raises ``StoreConflict``, also where another has just begun the mail."""
    to, language = fallback(desk.vendor)
    letter = BillingUnheard(lines=(*(each for each in _lines(mail) if each != said), said))
    if mail and mail.notice.send:
        await replace_send(desk.store, mail, mail.notice.send.but(letter=letter))
        return
    notice = write_notice(desk.secret, _mail_of(desk, at), letter, to, language, at)
    await write_agenda(desk.store, notice.aggregate, desk.clock.now(), look=at)
    if not await create_notice(desk.store, notice):
        raise StoreConflict


def _is_open(mail: LoadedNotice | None, at: datetime, now: datetime) -> bool:
    """Whether something may still be added to the mail that goes out at this instant."""
    if mail is None:
        return now < at
    return now < at and len(_lines(mail)) < MOST_LINES and _untouched(mail.notice.send)


def _untouched(send: Send | None) -> bool:
    return send is not None and not send.attempts and not send.ended


def _lines(mail: LoadedNotice | None) -> tuple[Unheard, ...]:
    letter = mail.notice.send.letter if mail and mail.notice.send else None
    return letter.lines if isinstance(letter, BillingUnheard) else ()


def _mail_of(desk: Desk, at: datetime) -> str:
    return notice_id(desk.secret, "billing unheard", at.isoformat())


def _end_of_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + HOUR
