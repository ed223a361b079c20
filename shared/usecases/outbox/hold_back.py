"""Why a mail is not sent: its address is in trouble, or has got too many receipts. Asked before a lease."""

from shared.domain.facts.delivery_reports import IN_TROUBLE
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.receipt_limits import NO_ADDRESS, TOO_MANY, ReceiptCount, is_receipt
from shared.domain.letters.sends import Send
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.standing_rows import record_alive, trouble_of

RECEIPT_COUNTS = RowFormat(ReceiptCount.model_validate_json)


async def held_back(desk: Desk, send: Send, state: TicketState | None = None) -> str:
    """Why this mail is not to be sent; else "". One request, or none: see ``may_be_held_back``.

    A message that came from the address after it failed lifts its trouble, here and everywhere.

    Raises:
        StoreUnavailable: ask again later.
    """
    if not may_be_held_back(send, desk.vendor):
        return ""
    trouble = await trouble_of(desk, send.to.address)
    if trouble is None:
        return ""
    key = address_key(desk.secret, send.to.address)
    wrote = (
        max((turn.received for turn in state.turns if turn.sender == key), default=None) if state else None
    )
    if wrote is None or trouble.seen(wrote).in_trouble:
        return IN_TROUBLE
    await record_alive(desk, send.to.address, wrote)
    return ""


def may_be_held_back(send: Send, vendor: Vendor) -> bool:
    """Not a person's answer, which is always tried, and not what is meant for the vendor's own people."""
    return not isinstance(send.letter, PersonsAnswer) and not vendor.owns(send.to.address)


async def withheld(desk: Desk, send: Send) -> str:
    """Why this receipt is not mailed; "" where it may go, or is none. Two requests for a receipt.

    A receipt that was counted once may go at every later attempt. The vendor's own mailbox gets none: that is
    what stands where a mail had no address.

    Raises:
        StoreUnavailable: ask again later.
    """
    if not is_receipt(send):
        return ""
    ours = {compared_address(each) for each in (desk.vendor.mailbox, desk.vendor.sender_address)}
    if compared_address(send.to.address) in ours:
        return NO_ADDRESS
    return "" if await until_committed(desk, send.id, lambda _: _count(desk, send)) else TOO_MANY


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
