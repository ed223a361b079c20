"""A billing provider used a word that the desk does not know: everybody on duty is told, once a word."""

from shared.domain.letters.letters import BillingStatusUnknown
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.members.billing import BillingEvent, HeardEvent, known_status
from shared.domain.members.recipients import supporters_for
from shared.ports.desk import Desk
from shared.usecases.records.member_rows import LoadedMember
from shared.usecases.records.notice_rows import post_notice


async def tell_of_unknown_status(desk: Desk, member: LoadedMember, event: HeardEvent) -> None:
    """Call it before the event is committed: a provider that repeats the event then repeats this, too.

    Each subscription and word is told once a person, however often the event comes.

    Raises:
        StoreUnavailable: the event must not be committed.
    """
    if not isinstance(event, BillingEvent) or known_status(event.status) or _said_before(member, event):
        return
    letter = BillingStatusUnknown(
        member=member.header.member.name,
        sold=desk.vendor.product_name(desk.vendor.product_referred(event.product)) or event.product,
        status=event.status,
    )
    about = (event.provider, event.customer, event.subscription, event.product, event.status)
    for to, language in supporters_for("", desk.vendor):
        notice = notice_id(desk.secret, "billing status", member.key, *about, to.address)
        await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, desk.clock.now()))


def _said_before(member: LoadedMember, event: BillingEvent) -> bool:
    return any(
        event.status in history.unknown_statuses
        for history, _ in member.subscriptions
        if history.is_about(event)
    )
