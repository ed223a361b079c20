"""Members in storage, and the directory that finds them: every hint is verified against the member."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from pydantic import TypeAdapter

from shared.domain.members.appointments import Appointments
from shared.domain.members.billing import BillingEvent, HeardEvent, PaidPeriod
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Customer, Member, domain_of
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.members.subscribed import subscribed
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.frozen import BUILT_WHEN_USED, Frozen, Instant
from shared.domain.values.identity import address_key, digest
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.store import Change, Row, Table
from shared.usecases.records.row_formats import RowFormat

MOST_CANDIDATES = 5


class TokensRevoked(Frozen):
    """A supporter ended every link for the member itself. ``entry`` and ``content`` tell a repetition."""

    entry: str
    content: str
    at: Instant
    author: str
    reason: str


class MemberHeader(Frozen):
    """The member's row. ``effects``: what its last change still has to cause in other aggregates.

    ``begins``: the instants, not looked at yet, at which its subscriptions begin to cover.
    ``adopt_again``: when the events of its customers are looked for once more.
    ``flags``: addresses of responsible persons that are not used. ``appointments``: who was named, and what
    each said. ``reminds``: when the owner is next reminded of empty seats; None where there can be none.
    ``revocations``: each ended all links that there were for the member itself.
    """

    member: Member
    effects: tuple[str, ...] = ()
    begins: tuple[Instant, ...] = ()
    adopt_again: Instant | None = None
    flags: SeatFlags = SeatFlags()
    appointments: Appointments = Appointments()
    reminds: Instant | None = None
    revocations: tuple[TokensRevoked, ...] = ()

    def next_look(self) -> datetime | None:
        """The next instant at which cover begins, events are looked for once more, or seats reminded of."""
        others = (each for each in (self.adopt_again, self.reminds) if each)
        return min([*self.begins, *others], default=None)

    def looked_at(self, now: datetime) -> Self:
        """The header once everything up to now has been caused."""
        begins = tuple(instant for instant in self.begins if instant > now)
        again = self.adopt_again if self.adopt_again and self.adopt_again > now else None
        return self.model_copy(update={"effects": (), "begins": begins, "adopt_again": again})


_HEARD: TypeAdapter[HeardEvent] = TypeAdapter(HeardEvent, config=BUILT_WHEN_USED)

MEMBER_HEADERS = RowFormat(MemberHeader.model_validate_json)
SUBSCRIPTIONS = RowFormat(SubscriptionHistory.model_validate_json)
BILLING_EVENTS = RowFormat(_HEARD.validate_json)


@dataclass(frozen=True, slots=True)
class LoadedMember:
    """A member as it was read: header with version, and its provider subscriptions with theirs."""

    key: str
    header: MemberHeader
    etag: str
    subscriptions: tuple[tuple[SubscriptionHistory, str], ...]

    def facts(self, vendor: Vendor) -> MemberFacts:
        """What the gate asks for: what was heard of a customer that it names no more does not count."""
        claimed = {(each.provider, each.id) for each in self.header.member.customers}
        heard = (history for history, _ in self.subscriptions)
        provided = (each for each in heard if (each.provider, each.customer) in claimed)
        return MemberFacts(
            key=self.key,
            member=self.header.member,
            subscriptions=subscribed(provided, self.header.member.hand_histories(), vendor),
            flags=self.header.flags,
            appointments=self.header.appointments,
            link_series=len(self.header.revocations),
        )

    def knowing(self, event: BillingEvent | PaidPeriod) -> Self:
        """The member once it knows this event."""
        others = [each for each in self.subscriptions if not each[0].is_about(event)]
        known = next((each for each in self.subscriptions if each[0].is_about(event)), None)
        after = known[0].with_event(event) if known else SubscriptionHistory.started_by(event)
        return replace(self, subscriptions=(*others, (after, known[1] if known else "")))


def member_key(desk: Desk, member: str) -> str:
    """The partition of the member of this name."""
    return digest(desk.secret, "member", member)


def customer_key(desk: Desk, customer: Customer) -> str:
    """The directory's key for a billing customer."""
    return named_customer_key(desk, customer.provider, customer.id)


def named_customer_key(desk: Desk, provider: str, customer: str) -> str:
    """The directory's key for what this provider calls a customer."""
    return digest(desk.secret, "customer", provider, customer)


def domain_key(desk: Desk, domain: str) -> str:
    """The directory's key for a member's domain."""
    return digest(desk.secret, "domain", domain)


def product_key(desk: Desk, product: str) -> str:
    """The directory's key for a product's members."""
    return digest(desk.secret, "product", product)


def known_as(desk: Desk, member: LoadedMember) -> frozenset[str]:
    """Every key under which an open ticket may wait for this member: its own, its addresses, its domains."""
    written = member.header.member
    return frozenset(
        {
            member.key,
            *(address_key(desk.secret, address) for address in written.addresses()),
            *(domain_key(desk, domain) for domain in written.domains),
        }
    )


async def load_member(desk: Desk, key: str) -> LoadedMember | None:
    """The member with its subscriptions, without raw billing events. One request."""
    rows = await desk.store.rows(Table.MEMBERS, key, first=f"gate-{key}-", before=f"gate-{key}.")
    return _loaded(key, rows)


async def member_id(desk: Desk, key: str) -> str:
    """The vendor's own name for the member of this key; "" where there is none. One request, or none."""
    loaded = await load_member(desk, key) if key else None
    return loaded.header.member.id if loaded else ""


async def directory(desk: Desk, key: str, limit: int, *, after: str = "") -> list[str]:
    """The keys of the members that the directory knows under this key, from after one. One request."""
    first = f"who-{key}-{after}-" if after else f"who-{key}-"
    rows = await desk.store.rows(Table.DIRECTORY, key, first=first, before=f"who-{key}.", limit=limit)
    return [row.key.rpartition("-")[2] for row in rows]


async def candidates(desk: Desk, address: str) -> tuple[str, ...]:
    """The keys of the members that may know this sender, contacts first. Two requests at once."""
    by_address, by_domain = await asyncio.gather(
        directory(desk, address_key(desk.secret, address), MOST_CANDIDATES),
        directory(desk, domain_key(desk, domain_of(address)), MOST_CANDIDATES),
    )
    return tuple(dict.fromkeys([*by_address, *by_domain]))[:MOST_CANDIDATES]


async def load_facts(desk: Desk, keys: Sequence[str]) -> tuple[MemberFacts, ...]:
    """What the gate knows of these members. At least one request: a stranger costs what a member costs."""
    loaded = await asyncio.gather(*(load_member(desk, key) for key in keys or (member_key(desk, ""),)))
    return tuple(member.facts(desk.vendor) for member in loaded if member)


def _loaded(key: str, rows: Sequence[Row]) -> LoadedMember | None:
    """Header and subscriptions from the rows of the gate's range; the header's key sorts first."""
    if not rows or rows[0].key != head_key(key):
        return None
    head, *subscriptions = rows
    return LoadedMember(
        key,
        MEMBER_HEADERS.read(head.text),
        head.etag,
        tuple((SUBSCRIPTIONS.read(row.text), row.etag) for row in subscriptions),
    )


def changed_header(member: LoadedMember, /, **changed: object) -> Change:
    """The member's header with these in place of its own, where nobody has changed it meanwhile."""
    return MEMBER_HEADERS.row(head_key(member.key), member.header.but(**changed), member.etag)


def head_key(key: str) -> str:
    """The row key of a member's header: before those of its subscriptions."""
    return f"gate-{key}-0"


def subscription_key(desk: Desk, key: str, history: SubscriptionHistory) -> str:
    """The row key of one provider subscription."""
    names = (history.provider, history.customer, history.subscription, history.product)
    return f"gate-{key}-s{digest(desk.secret, 'subscription', *names)}"


def places_of(desk: Desk, products: tuple[str, ...]) -> tuple[str, ...]:
    """The directory's keys under which the members of these products are found."""
    references = [each for product in products for each in sorted(desk.vendor.product_references(product))]
    return tuple(dict.fromkeys(product_key(desk, reference) for reference in references))
