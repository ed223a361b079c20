"""An answer to an error report found nobody to copy: the member's owner is asked to appoint somebody."""

from shared.domain.books.months import month_of
from shared.domain.letters.letters import SeatEmpty
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import MemberFacts
from shared.ports.desk import Desk
from shared.usecases.records.notice_rows import post_notice


async def remind_of_seat(desk: Desk, member: MemberFacts, product: str) -> None:
    """One reminder a calendar month (in the vendor's zone) and member, however many answers there are.

    Raises:
        StoreUnavailable: the next such answer of the month reminds.
    """
    if not product or member.member.responsible(product):
        return
    now, owner = desk.clock.now(), member.member.owner
    letter = SeatEmpty(product=desk.vendor.product_name(product), member=member.member.name)
    notice = notice_id(desk.secret, "seat", member.key, month_of(now, desk.vendor.zone))
    to = Recipient(address=owner.address, name=owner.name)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, member.member.language, now))
