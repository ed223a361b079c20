"""Mails as they came: kept before anything names them, so that nothing ever names a mail that is not there.

Rows in a table of their own, a partition a mail. Whatever is too large for rows can move to blobs under the
same id; nothing outside this file knows where a mail stands.
"""

from itertools import batched

from shared.domain.incoming import raw_mail
from shared.ports.desk import Desk
from shared.ports.store import Create, StoreConflict, Table
from shared.usecases.records.row_formats import RowFormat

RAW_MAILS = RowFormat(raw_mail.RawMail.model_validate_json)


async def keep_raw_mail(desk: Desk, raw: bytes) -> str:
    """The id under which these bytes are kept from now on. The same bytes again change nothing.

    One request up to 2.7 MB, and one more for each 3 MB.

    Raises:
        MailTooLarge: nothing was kept.
        StoreUnavailable: keep it again; half of a mail is never read.
    """
    if len(raw) > raw_mail.MAIL_LIMIT:
        raise raw_mail.MailTooLarge
    mail = raw_mail.raw_mail_id(desk.secret, raw)
    pieces = list(raw_mail.chunks(raw))
    whole = raw_mail.RawMail(size=len(raw), rows=len(pieces), received=desk.clock.now())
    rows = [Create(_row(mail, place), piece) for place, piece in enumerate(pieces)]
    rows.append(Create(_head(mail), RAW_MAILS.text(whole)))
    for some in batched(rows, raw_mail.ROWS_AT_ONCE, strict=False):
        await _write(desk, mail, list(some))
    return mail


async def load_raw_mail(desk: Desk, mail: str) -> bytes | None:
    """The mail as it came; None where there is none of this id, or not all of it. Two requests."""
    head = await desk.store.get(Table.MAILS, mail, _head(mail))
    if head is None:
        return None
    rows = await desk.store.rows(Table.MAILS, mail, first=f"raw-{mail}-", before=f"raw-{mail}.")
    return raw_mail.joined([row.text for row in rows])


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
