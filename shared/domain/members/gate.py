"""The gate: is this message covered, as of the instant it was received, and why?"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shared.domain.members.appointments import Appointments
from shared.domain.members.coverage import Coverage, best_coverage
from shared.domain.members.member import Member
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.vendor import Product, Vendor


class MemberFacts(Frozen):
    """What the gate knows of one member: its key in storage, who belongs to it, what it subscribes to.

    ``link_series``: of the links that are for the member itself, and not for one of its tickets.
    """

    key: str
    member: Member
    subscriptions: tuple[SubscriptionHistory, ...] = ()
    flags: SeatFlags = SeatFlags()
    appointments: Appointments = Appointments()
    link_series: int = 0


class Entitlement(Frozen):
    """Covered or not covered, because. ``member`` and ``product`` are "" where they are not known."""

    covered: bool
    reason: GateReason
    member: str = ""
    product: str = ""
    marks: tuple[Mark, ...] = ()


def product_named(text: str, products: Iterable[Product]) -> Product | None:
    """The vendor's product that this free text names, by id or name; None where it names none of ours."""
    wanted = text.strip().casefold()
    return next((each for each in products if wanted in {each.id, each.name.casefold()}), None)


def decide_entitlement(
    address: str, product_text: str, candidates: Sequence[MemberFacts], at: datetime, vendor: Vendor
) -> Entitlement:
    """The decision for one message of this sender about this product, as of ``at`` (its receipt).

    ``candidates`` come from a directory that may be stale: whoever does not know the sender is passed over.
    A contact's address goes before a registered domain. Several members: the one subscribed to the product.
    """
    product = product_named(product_text, vendor.products)
    members = _members_of(address, candidates)
    product_id = product.id if product else ""
    if not members:
        return Entitlement(covered=False, reason=GateReason.UNKNOWN_SENDER, product=product_id)
    return _best([decide_at_member(each, product, at, vendor) for each in members])


def decide_unverified(
    address: str,
    product_text: str,
    member: str,
    candidates: Sequence[MemberFacts],
    at: datetime,
    vendor: Vendor,
) -> Entitlement:
    """The decision for a message in a thread of this member's, from an address that the member does not know.

    Whoever has the thread's token was given it by somebody of the member: the member's subscription decides,
    and a supporter is told that the sender is not verified. A ticket of no member: the address decides.
    """
    facts = next((each for each in candidates if each.key == member), None)
    if facts is None:
        found = decide_entitlement(address, product_text, candidates, at, vendor)
    else:
        found = decide_at_member(facts, product_named(product_text, vendor.products), at, vendor)
    return found.model_copy(update={"marks": (*found.marks, Mark.SENDER_UNVERIFIED)})


def decide_helped(
    address: str,
    product_text: str,
    helped: MemberFacts,
    candidates: Sequence[MemberFacts],
    at: datetime,
    vendor: Vendor,
) -> Entitlement:
    """The decision for a message that came with a token for help of this member's users.

    The token proves the member, not who writes: its subscription decides, and an address that it does not
    know is marked as not verified. It takes nothing away: an address that is covered without it stays so.
    """
    if helped.member.knows_address(address) or helped.member.knows_domain(address):
        found = decide_at_member(helped, product_named(product_text, vendor.products), at, vendor)
    else:
        found = decide_unverified(address, product_text, helped.key, (helped,), at, vendor)
    by_address = decide_entitlement(address, product_text, candidates, at, vendor)
    return by_address if by_address.covered and not found.covered else found


def _members_of(address: str, candidates: Sequence[MemberFacts]) -> list[MemberFacts]:
    by_contact = [each for each in candidates if each.member.knows_address(address)]
    return by_contact or [each for each in candidates if each.member.knows_domain(address)]


def _best(entitlements: list[Entitlement]) -> Entitlement:
    """The covered one; where several members could be meant, a supporter is told so."""
    covered = sorted((each for each in entitlements if each.covered), key=lambda each: each.member)
    if len(covered) > 1:
        return covered[0].model_copy(update={"marks": (*covered[0].marks, Mark.MEMBER_UNCLEAR)})
    if covered:
        return covered[0]
    if len(entitlements) > 1:
        return entitlements[0].model_copy(update={"reason": GateReason.SEVERAL_MEMBERS, "member": ""})
    return entitlements[0]


def decide_at_member(
    facts: MemberFacts, product: Product | None, at: datetime, vendor: Vendor
) -> Entitlement:
    """The decision for this member and product, whoever asks; without a product: for any of the vendor's."""
    sold = [each for each in facts.subscriptions if vendor.product_referred(each.product)]
    if product is None:
        return _entitlement(facts, best_coverage(sold, at, vendor.grace), "", (Mark.PRODUCT_UNCLEAR,))
    ours = [each for each in sold if vendor.product_referred(each.product) == product.id]
    found = best_coverage(ours, at, vendor.grace)
    if not ours and best_coverage(sold, at, vendor.grace).covered:
        found = found.model_copy(update={"reason": GateReason.OTHER_PRODUCT})
    return _entitlement(facts, found, product.id, ())


def _entitlement(facts: MemberFacts, found: Coverage, product: str, marks: tuple[Mark, ...]) -> Entitlement:
    unverified = (Mark.UNVERIFIED,) if found.reason is GateReason.UNVERIFIED else ()
    return Entitlement(
        covered=found.covered,
        reason=found.reason,
        member=facts.key,
        product=product,
        marks=(*marks, *unverified) if found.covered else (),
    )


def member_of(entitlement: Entitlement, facts: tuple[MemberFacts, ...]) -> MemberFacts | None:
    """The member that the entitlement names."""
    return next((each for each in facts if each.key == entitlement.member), None)
