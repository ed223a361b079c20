"""What the desk shows of a member."""

from datetime import datetime

from shared.domain.members.appointments import Appointment
from shared.domain.members.coverage import Coverage, coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Member
from shared.domain.members.seat_flags import FlaggedAddress, NoNews
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor


class SubscriptionState(Frozen):
    """One subscription and what it covers now. ``product`` is "" where it is none of the vendor's."""

    provider: str
    subscription: str
    product: str
    billed_as: str
    status: str
    coverage: Coverage


class MemberView(Frozen):
    """The member as it was written, and its subscriptions as they stand.

    ``flagged``: responsible persons' addresses that are dead, or whose reader says that it is somebody else;
    they get neither copies nor news. ``no_news``: those whose readers have ended news; all else still goes
    there. ``appointments``: each holder of a seat that was named since the member was registered, when it was
    asked to confirm, and what it said to that.
    """

    member: Member
    subscriptions: tuple[SubscriptionState, ...]
    flagged: tuple[FlaggedAddress, ...]
    no_news: tuple[NoNews, ...]
    appointments: tuple[Appointment, ...] = ()


def member_view(facts: MemberFacts, now: datetime, vendor: Vendor) -> MemberView:
    """The member as it stands now."""
    states = tuple(_subscription_state(each, now, vendor) for each in facts.subscriptions)
    return MemberView(
        member=facts.member,
        subscriptions=states,
        flagged=facts.flags.flagged,
        no_news=facts.flags.no_news,
        appointments=facts.appointments.named,
    )


def _subscription_state(history: SubscriptionHistory, now: datetime, vendor: Vendor) -> SubscriptionState:
    in_force = history.states_at(now)
    return SubscriptionState(
        provider=history.provider,
        subscription=history.subscription,
        product=vendor.product_referred(history.product),
        billed_as=history.product,
        status=in_force[-1].status if in_force else "",
        coverage=coverage(history, now, vendor.grace),
    )
