"""Receipts to one address are counted, whatever ticket and way in they are about, before they are mailed."""

from shared.domain.letters.receipt_limits import NO_ADDRESS, TOO_MANY, ReceiptCount, is_receipt
from shared.domain.letters.sends import Send
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, StoreUnavailable, Table
from shared.usecases.records.row_formats import RowFormat

RECEIPT_COUNTS = RowFormat(ReceiptCount.model_validate_json)
_ATTEMPTS = 6


async def withheld(desk: Desk, send: Send) -> str:
    """Why this receipt is not mailed; "" where it may go, or is none. Two requests for a receipt.

    A receipt that was counted once may go at every later attempt. The vendor's own mailbox gets none: that is
    what stands where a mail had no address.

    Raises:
        StoreUnavailable: ask again later.
    """
    if not is_receipt(send):
        return ""
    ours = {desk.vendor.mailbox.casefold(), desk.vendor.sender_address.casefold()}
    if send.to.address.casefold() in ours:
        return NO_ADDRESS
    for _ in range(_ATTEMPTS):
        try:
            return "" if await _count(desk, send) else TOO_MANY
        except StoreConflict:
            continue
    raise StoreUnavailable(send.id)


async def _count(desk: Desk, send: Send) -> bool:
    """Whether it may go; it is then counted. Raises ``StoreConflict`` where another was counted meanwhile."""
    address = address_key(desk.secret, send.to.address)
    key = f"receipts-{address}"
    row = await desk.store.get(Table.LIMITS, address, key)
    before = RECEIPT_COUNTS.read(row.text) if row else ReceiptCount()
    after = before.with_one_more(send.id, desk.clock.now())
    if after is None:
        return False
    if after != before:
        written = RECEIPT_COUNTS.row(key, after, row.etag if row else None)
        await desk.store.commit(Table.LIMITS, address, [written])
    return True
