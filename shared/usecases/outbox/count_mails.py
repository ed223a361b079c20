"""Mails to one mailbox are counted in storage before they are leased; what is over its limit is withheld."""

from collections.abc import Sequence

from shared.domain.letters.mailbox_limits import (
    MOST_OF_CONTACT,
    NO_ADDRESS,
    NOT_PROVED,
    Counted,
    MailboxCount,
    count_mails,
)
from shared.domain.letters.sends import Send
from shared.domain.members.gate import decide_at_member
from shared.domain.values.identity import address_key, mailbox_key
from shared.domain.values.mail_domain import compared_address, untagged_address
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.member_rows import MOST_CANDIDATES, directory, load_facts
from shared.usecases.records.row_formats import RowFormat

MAILBOX_COUNTS = RowFormat(MailboxCount.model_validate_json)


async def withheld(desk: Desk, sends: Sequence[Send], *, proved: bool) -> dict[str, str]:
    """Why mails to one address are not sent, by id. Two requests, however many they are.

    A mail that was counted once may go at every later attempt. The desk's own mailbox gets none: that is what
    stands where a mail had no address. Where more are due than anybody gets whose address is not proved, it
    is asked whether a member names the address: a request, and one for each such member. A yes is kept for a
    day.

    Raises:
        StoreUnavailable: ask again later.
    """
    ours = {compared_address(each) for each in (desk.vendor.mailbox, desk.vendor.sender_address)}
    to = sends[0].to.address
    if not ours.isdisjoint({compared_address(to), untagged_address(to)}):
        return {send.id: NO_ADDRESS for send in sends}
    return await until_committed(desk, sends[0].id, lambda _: _count(desk, sends, proved=proved))


async def _count(desk: Desk, sends: Sequence[Send], *, proved: bool) -> dict[str, str]:
    """Why some may not go; the others are then counted. Raises ``StoreConflict`` where others were."""
    mailbox = mailbox_key(desk.secret, sends[0].to.address)
    key = f"receipts-{mailbox}"
    before, etag = MAILBOX_COUNTS.found(await desk.store.get(Table.LIMITS, mailbox, key), MailboxCount())
    after, reasons = await _counted(desk, before, sends, proved=proved)
    if after != before:
        await desk.store.commit(Table.LIMITS, mailbox, [MAILBOX_COUNTS.row(key, after, etag)])
    return reasons


async def _counted(desk: Desk, before: MailboxCount, sends: Sequence[Send], *, proved: bool) -> Counted:
    now = desk.clock.now()
    most = before.most_unproved(now)
    counted = count_mails(before, sends, now, None if proved else most)
    over = most < MOST_OF_CONTACT and NOT_PROVED in counted.withheld.values()
    if over and await _is_named(desk, sends[0].to.address):
        return count_mails(before.but(named=now), sends, now, MOST_OF_CONTACT)
    return counted


async def _is_named(desk: Desk, address: str) -> bool:
    """A member with an active subscription has the address as a contact, or at a seat."""
    keys = await directory(desk, address_key(desk.secret, address), MOST_CANDIDATES)
    known = await load_facts(desk, keys) if keys else ()
    return any(
        decide_at_member(each, None, desk.clock.now(), desk.vendor).covered
        for each in known
        if each.member.knows_address(address)
    )
