"""Why mails are not sent: pointless by now, told otherwise, their address in trouble, too many receipts.

Asked before a lease, for all mails of a look together: each address once, all at once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Sequence

from shared.domain.facts.delivery_reports import IN_TROUBLE
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.letters import AnswerFailed, Digest, Escalation
from shared.domain.letters.receipt_limits import NO_ADDRESS, TOO_MANY, ReceiptCount, is_receipt
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import AnswerUnsent
from shared.domain.outbox.delivering import pointless
from shared.domain.values.identity import address_key, mailbox_key
from shared.domain.values.mail_domain import compared_address, untagged_address
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.store import StoreError, Table
from shared.usecases.outbox.tell_late import told_in_digest
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.standing_rows import record_alive, trouble_of

_ALWAYS_TRIED = (PersonsAnswer, Escalation, Digest, AnswerFailed, AnswerUnsent)
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
    """Not a person's answer, which is always tried, and not what is meant for the vendor's own people.

    What is told to supporters of a promise is refused at worst, and then told to others; so it is where its
    reader has left meanwhile.
    """
    return not isinstance(send.letter, _ALWAYS_TRIED) and not vendor.owns(send.to.address)


async def why_not(desk: Desk, state: TicketState, sends: Sequence[Send]) -> dict[str, str | Exception]:
    """For each of these mails of the ticket, by id, why it is not to be sent; "" where nothing keeps it.

    Requests: one for a held mail's digest, one an address, two more for the receipts to one address. What
    is counted comes last: only what then goes is. What cannot be decided of one mail is its own error.

    Raises:
        StoreUnavailable: ask again later.
    """
    to: dict[str, list[Send]] = defaultdict(list)
    for send in sends:
        to[compared_address(send.to.address)].append(send)
    found = await asyncio.gather(*(_why_not_to(desk, state, each) for each in to.values()))
    return {name: reason for reasons in found for name, reason in reasons.items()}


async def _why_not_to(desk: Desk, state: TicketState, sends: Sequence[Send]) -> dict[str, str | Exception]:
    """The same for mails to one address."""
    reasons: dict[str, str | Exception] = {}
    for send in sends:
        reasons[send.id] = await _or_error(_itself(desk, state, send))
    left = [send for send in sends if reasons[send.id] == ""]
    told = await _or_error(_by_address(desk, state, left))
    if isinstance(told, Exception):
        return {name: reason or told for name, reason in reasons.items()}
    return reasons | told


async def _or_error[Result](asked: Awaitable[Result]) -> Result | Exception:
    try:
        return await asked
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad mail must not keep the ticket's others
        return error


async def _itself(desk: Desk, state: TicketState, send: Send) -> str:
    return pointless(state, send) or await told_in_digest(desk, send)


async def _by_address(desk: Desk, state: TicketState, sends: Sequence[Send]) -> dict[str, str]:
    """Why mails to one address, for which nothing else speaks against them, are not sent."""
    may_be = [send for send in sends if may_be_held_back(send, desk.vendor)]
    reason = await held_back(desk, may_be[0], state) if may_be else ""
    if reason:
        return {send.id: reason for send in may_be}
    receipts = [send for send in sends if is_receipt(send)]
    return await _withheld(desk, receipts) if receipts else {}


async def _withheld(desk: Desk, receipts: Sequence[Send]) -> dict[str, str]:
    """Why receipts to one address are not mailed. Two requests, however many they are.

    A receipt that was counted once may go at every later attempt. The vendor's own mailbox gets none: that is
    what stands where a mail had no address.
    """
    ours = {compared_address(each) for each in (desk.vendor.mailbox, desk.vendor.sender_address)}
    to = receipts[0].to.address
    if not ours.isdisjoint({compared_address(to), untagged_address(to)}):
        return {send.id: NO_ADDRESS for send in receipts}
    counted = await until_committed(desk, receipts[0].id, lambda _: _count(desk, receipts))
    return {send.id: TOO_MANY for send in receipts if send.id not in counted}


async def _count(desk: Desk, receipts: Sequence[Send]) -> set[str]:
    """Those that may go; they are then counted. Raises ``StoreConflict`` where others were meanwhile."""
    address = mailbox_key(desk.secret, receipts[0].to.address)
    key = f"receipts-{address}"
    row = await desk.store.get(Table.LIMITS, address, key)
    after = before = RECEIPT_COUNTS.read(row.text) if row else ReceiptCount()
    counted: set[str] = set()
    for send in receipts:
        if more := after.with_one_more(send.id, desk.clock.now()):
            after = more
            counted.add(send.id)
    if after != before:
        written = RECEIPT_COUNTS.row(key, after, row.etag if row else None)
        await desk.store.commit(Table.LIMITS, address, [written])
    return counted
