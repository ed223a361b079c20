"""Mails as they came: kept before anything names them, so that nothing ever names a mail that is not there.

Rows in a table of their own, a partition a mail. Whatever is too large for rows can move to blobs under the
same id; nothing outside this file knows where a mail stands.
"""

from collections.abc import AsyncIterator
from itertools import batched

from shared.domain.incoming import raw_mail
from shared.ports.desk import Desk
from shared.ports.store import Create, Replace, StoreConflict, Table
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import MOST_AT_ONCE, first_of_each, place_in

RAW_MAILS = RowFormat(raw_mail.RawMail.model_validate_json)


async def keep_raw_mail(
    desk: Desk, raw: bytes, people: tuple[str, ...] | None = None, tickets: tuple[str, ...] | None = None
) -> str:
    """The id under which these bytes are kept from now on. The same bytes again change nothing.

    ``people``: the keys of those whose addresses stand in it; ``tickets``: those whose mails it answers. One
    request up to 2.7 MB, and one more for each 3 MB.

    Raises:
        MailTooLarge: nothing was kept.
        StoreUnavailable: keep it again; half of a mail is never read.
    """
    raw_mail.refuse_too_large(raw)
    mail = raw_mail.raw_mail_id(desk.secret, raw)
    pieces = list(raw_mail.chunks(raw))
    now = desk.clock.now()
    named = {"people": people, "tickets": tickets}
    whole = raw_mail.RawMail(size=len(raw), rows=len(pieces), received=now, **named)
    rows = [Create(_row(mail, place), piece) for place, piece in enumerate(pieces)]
    rows.append(Create(_head(mail), RAW_MAILS.text(whole)))
    for some in batched(rows, raw_mail.ROWS_AT_ONCE, strict=False):
        await _write(desk, mail, list(some))
    return mail


async def load_raw_mail(desk: Desk, mail: str) -> bytes | None:
    """The mail as it came; None where there is none of this id, or not all of it any more. Two requests."""
    head = await desk.store.get(Table.MAILS, mail, _head(mail))
    if head is None or RAW_MAILS.read(head.text).erased:
        return None
    rows = await desk.store.rows(Table.MAILS, mail, first=f"raw-{mail}-", before=f"raw-{mail}.")
    return raw_mail.joined([row.text for row in rows])


async def raw_mails_kept(desk: Desk) -> AsyncIterator[tuple[str, raw_mail.RawMail]]:
    """Every mail that is kept, by its id. One request for each 1000; the service reads the whole table."""
    async for row in first_of_each(desk.store, Table.MAILS, "mail", MOST_AT_ONCE):
        yield place_in(row.key), RAW_MAILS.read(row.text)


async def erase_raw_mail(desk: Desk, mail: str) -> None:
    """Nothing of the mail is left, and the same one coming again is not kept. Two requests, or more.

    Raises:
        StoreUnavailable: erase it again.
    """
    head = await desk.store.get(Table.MAILS, mail, _head(mail))
    if head is None or RAW_MAILS.read(head.text).erased:
        return
    rows = await desk.store.rows(Table.MAILS, mail, first=f"raw-{mail}-", before=f"raw-{mail}.")
    empty = [Replace(row.key, "", row.etag) for row in rows]
    gone = RAW_MAILS.read(head.text).but(people=(), tickets=(), erased=True)
    await desk.store.commit(Table.MAILS, mail, [*empty, RAW_MAILS.row(head.key, gone, head.etag)])


async def _write(desk: Desk, mail: str, rows: list[Create]) -> None:
    """Write these rows, unless an earlier attempt has: under this id they say the same."""
    try:
        await desk.store.commit(Table.MAILS, mail, rows)
    except StoreConflict:
        return


def _head(mail: str) -> str:
    return f"mail-{mail}"


def _row(mail: str, place: int) -> str:
    return f"raw-{mail}-{place:03}"
