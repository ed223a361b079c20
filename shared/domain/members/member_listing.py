"""A member as the list of members knows it, and which members of the list are wanted.

What a subscription covers depends on the instant. So that a list can be read without every history, it has
what holds when it is written and what time alone will make of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from pydantic import Field

from shared.domain.members.billing import Status, known_status
from shared.domain.members.coverage import Coverage, coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.name_order import in_order
from shared.domain.values.vendor import Language, Vendor

_MOST_SPELLS = 10


class HowItStands(Frozen):
    """How a subscription stands: the last word that was said of it, and what it covers."""

    status: str
    coverage: Coverage


class Spell(Frozen):
    """How it stands from this instant on, if nothing more is heard."""

    since: Instant
    standing: HowItStands


class SubscriptionOverTime(Frozen):
    """One subscription: how it stands when this is written, and what time will make of it, in order."""

    billed_as: str
    now: HowItStands
    then: tuple[Spell, ...] = ()

    def at(self, instant: datetime) -> HowItStands:
        """How it stands at this instant."""
        begun = [each.standing for each in self.then if each.since <= instant]
        return begun[-1] if begun else self.now


class ListedMember(Frozen):
    """A member in the list.

    ``seats``: products that have a responsible person; ``flagged``: those whose person's address is not used.
    """

    id: str
    name: str
    language: Language
    subscriptions: tuple[SubscriptionOverTime, ...] = ()
    seats: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()


class SubscriptionLine(Frozen):
    """A subscription as it stands now. ``product`` is "" where it is none of the vendor's."""

    product: str
    billed_as: str
    status: str
    coverage: Coverage


class MemberLine(Frozen):
    """A member in the list of members, as it stands now.

    ``empty_seats``: the products that it subscribes to now and that nobody is responsible for.
    ``flagged_seats``: those whose responsible person's address is dead.
    """

    id: str
    name: str
    language: Language
    subscriptions: tuple[SubscriptionLine, ...]
    empty_seats: tuple[str, ...]
    flagged_seats: tuple[str, ...]


class MembersWanted(Frozen):
    """Which members of the list. What is left out is not asked for; all that is asked must hold.

    ``product``, ``status``, ``lapsed`` and ``ending_before`` hold of one subscription together.
    """

    product: str = Field(default="", description="Of this product: its id in the settings.")
    status: Status | None = Field(default=None, description="In this state.")
    lapsed: bool = Field(default=False, description="That covered once, and covers no more.")
    ending_before: Instant | None = Field(default=None, description="Whose cover ends before this instant.")
    empty_seat: bool = False
    flagged: bool = False

    def wants(self, line: MemberLine) -> bool:
        """Whether the member is one of them."""
        seats = (seat for seat in line.empty_seats if self.product in {"", seat})
        flags = (seat for seat in line.flagged_seats if self.product in {"", seat})
        if (self.empty_seat and not any(seats)) or (self.flagged and not any(flags)):
            return False
        asked = self.product or self.status or self.lapsed or self.ending_before
        return not asked or any(map(self._of_subscription, line.subscriptions))

    def _of_subscription(self, line: SubscriptionLine) -> bool:
        return (
            self.product in {"", line.product}
            and self.status in {None, known_status(line.status)}
            and (not self.lapsed or line.coverage.reason is GateReason.LAPSED)
            and (self.ending_before is None or _ends_before(line.coverage, self.ending_before))
        )


def listed(facts: MemberFacts, now: datetime, vendor: Vendor) -> ListedMember:
    """The member as the list is to know it, written now."""
    seats = {seat.product: seat for seat in facts.member.seats}
    flagged = {seat.product for seat in facts.member.seats if facts.flags.unusable(seat.address)}
    return ListedMember(
        id=facts.member.id,
        name=facts.member.name,
        language=facts.member.language,
        subscriptions=tuple(_listed(each, now, vendor.grace) for each in facts.subscriptions),
        seats=tuple(sorted(seats)),
        flagged=tuple(sorted(flagged)),
    )


def line_of(member: ListedMember, now: datetime, vendor: Vendor) -> MemberLine:
    """The member as it stands now."""
    lines = tuple(_line(each, now, vendor) for each in member.subscriptions)
    covered = dict.fromkeys(each.product for each in lines if each.product and each.coverage.covered)
    return MemberLine(
        id=member.id,
        name=member.name,
        language=member.language,
        subscriptions=lines,
        empty_seats=tuple(product for product in covered if product not in member.seats),
        flagged_seats=member.flagged,
    )


def sorted_by_name(lines: Iterable[MemberLine]) -> list[MemberLine]:
    """The members by name; those of one name by their ids."""
    return sorted(lines, key=lambda each: (*in_order(each.name), each.id))


def behind(member: str, every: Sequence[MemberLine], found: Iterable[MemberLine]) -> Sequence[MemberLine]:
    """Those that were found behind this member, which may be none of them any more.

    All of them, where no member has this id; ``every`` has all that there are, in the same order.
    """
    ids = [each.id for each in every]
    before = set(ids[: ids.index(member) + 1]) if member in ids else set()
    return [each for each in found if each.id not in before]


def _line(subscription: SubscriptionOverTime, now: datetime, vendor: Vendor) -> SubscriptionLine:
    standing = subscription.at(now)
    return SubscriptionLine(
        product=vendor.product_referred(subscription.billed_as),
        billed_as=subscription.billed_as,
        status=standing.status,
        coverage=standing.coverage,
    )


def _listed(history: SubscriptionHistory, now: datetime, grace: timedelta) -> SubscriptionOverTime:
    first, *then = _spells(history, now, grace)
    return SubscriptionOverTime(billed_as=history.product, now=first.standing, then=tuple(then))


def _spells(history: SubscriptionHistory, now: datetime, grace: timedelta) -> Iterator[Spell]:
    """What holds from now on: it changes where a state that was set begins, and where a cover ends."""
    since: datetime | None = now
    for _ in range(_MOST_SPELLS):
        if since is None:
            return
        found = coverage(history, since, grace)
        in_force = history.states_at(since)
        yield Spell(
            since=since, standing=HowItStands(status=in_force[-1].status if in_force else "", coverage=found)
        )
        changes = [*(state.at for state in history.states), *([found.until] if found.until else [])]
        since = min((each for each in changes if each > since), default=None)


def _ends_before(found: Coverage, instant: datetime) -> bool:
    return found.covered and found.until is not None and found.until < instant
