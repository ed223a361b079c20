"""A provider's list of subscriptions is compared with the desk's, and what differs is repaired by events."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.reconciling import (
    ListedSubscription,
    ProvidersList,
    SubscriptionName,
    agrees,
    last_said,
    missing,
    repair,
)
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.refusals.errors import InstantInFuture
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.usecases.members.billed_members import holder_of, members_of_products
from shared.usecases.members.record_billing_event import record_billing_event

AT_ONCE = 8


class Outcome(StrEnum):
    """What came of one line. ``repaired``: it agrees now, and did not before.

    ``differs``: in a dry run, what would be repaired; else what the list does not change, because an event of
    the same second is stronger.
    """

    EQUAL = "equal"
    DIFFERS = "differs"
    REPAIRED = "repaired"
    UNKNOWN_CUSTOMER = "unknown_customer"
    MISSING_AT_PROVIDER = "missing_at_provider"


class ReconciledLine(Frozen):
    """One subscription: what the provider has (``status``, ``paid_until``), and what the desk had.

    ``member`` is the vendor's own name for it, or "". A status is "" where there is none.
    """

    customer: str
    product: str
    subscription: str
    outcome: Outcome
    member: str
    status: str
    paid_until: Instant | None
    desk_status: str
    desk_paid_until: Instant | None


class ReconciledView(Frozen):
    """How many lines came to which outcome, and each line: those of the list in its order, then the missing.

    An unknown customer's line is kept until a member claims the customer.
    """

    as_of: Instant
    dry_run: bool
    equal: int
    differs: int
    repaired: int
    unknown_customer: int
    missing_at_provider: int
    lines: tuple[ReconciledLine, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """What every line is compared with."""

    desk: Desk
    provider: Provider
    at: datetime
    dry_run: bool
    gate: asyncio.Semaphore


async def reconcile_billing(desk: Desk, given: ProvidersList, *, dry_run: bool) -> ReconciledView:
    """Compare, repair what differs (not with ``dry_run``), and answer line by line.

    Sent again, it finds equal what it has repaired.

    Raises:
        InstantInFuture: the list is of an instant to come.
        StoreUnavailable: some lines may have been repaired; send it again.
    """
    now = desk.clock.now()
    if given.as_of is not None and given.as_of > now:
        raise InstantInFuture
    run = _Run(desk, Provider(given.provider), given.as_of or now, dry_run, asyncio.Semaphore(AT_ONCE))
    compared = await asyncio.gather(
        *(_customer(run, name, listed) for name, listed in _by_customer(given.subscriptions).items())
    )
    line_of = {line[0]: line[1] for lines in compared for line in lines}
    lines = [line_of[each.name] for each in given.subscriptions]
    lines += await _missing(run, line_of.keys()) if given.complete else []
    return _view(run, lines)


def _by_customer(subscriptions: Iterable[ListedSubscription]) -> dict[str, list[ListedSubscription]]:
    found: dict[str, list[ListedSubscription]] = defaultdict(list)
    for each in subscriptions:
        found[each.customer].append(each)
    return found


async def _customer(
    run: _Run, customer: str, listed: Sequence[ListedSubscription]
) -> list[tuple[SubscriptionName, ReconciledLine]]:
    """The lines of one customer, one after the other: they are one partition."""
    async with run.gate:
        member, histories = await holder_of(run.desk, run.provider, customer)
        return [(each.name, await _line(run, each, member, histories)) for each in listed]


async def _line(
    run: _Run, listed: ListedSubscription, member: str, histories: Iterable[SubscriptionHistory]
) -> ReconciledLine:
    event = repair(run.provider, listed, None, run.at, run.desk.secret)
    known = next((each for each in histories if each.is_about(event)), None)
    said = last_said(known, run.at)
    outcome = Outcome.EQUAL
    if not agrees(said, listed):
        event = repair(run.provider, listed, said, run.at, run.desk.secret)
        after = known.with_event(event) if known else SubscriptionHistory.started_by(event)
        mends = agrees(last_said(after, run.at), listed) and not run.dry_run
        outcome = Outcome.REPAIRED if mends else Outcome.DIFFERS
        await _record(run, event)
    return ReconciledLine(
        customer=listed.customer,
        product=listed.product,
        subscription=listed.subscription,
        outcome=outcome if member else Outcome.UNKNOWN_CUSTOMER,
        member=member,
        status=listed.status,
        paid_until=listed.paid_until,
        desk_status=said.status if said else "",
        desk_paid_until=said.paid_until if said else None,
    )


async def _record(run: _Run, event: BillingEvent) -> None:
    if not run.dry_run:
        await record_billing_event(run.desk, event)


async def _missing(run: _Run, listed: Iterable[SubscriptionName]) -> list[ReconciledLine]:
    """What the desk has of the provider and the list has not, by member."""
    names = frozenset(listed)
    members = [each async for each in members_of_products(run.desk)]
    return [
        ReconciledLine(
            customer=history.customer,
            product=history.product,
            subscription=history.subscription,
            outcome=Outcome.MISSING_AT_PROVIDER,
            member=facts.member.id,
            status="",
            paid_until=None,
            desk_status=said.status,
            desk_paid_until=said.paid_until,
        )
        for facts in sorted(members, key=lambda each: each.member.id)
        for history, said in missing(run.provider, facts.subscriptions, names, run.at)
    ]


def _view(run: _Run, lines: Sequence[ReconciledLine]) -> ReconciledView:
    counted = Counter(line.outcome for line in lines)
    return ReconciledView(
        as_of=run.at,
        dry_run=run.dry_run,
        equal=counted[Outcome.EQUAL],
        differs=counted[Outcome.DIFFERS],
        repaired=counted[Outcome.REPAIRED],
        unknown_customer=counted[Outcome.UNKNOWN_CUSTOMER],
        missing_at_provider=counted[Outcome.MISSING_AT_PROVIDER],
        lines=tuple(lines),
    )
