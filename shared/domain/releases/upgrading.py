"""Whether a member may have a product's newest version: as the gate decides, at this instant."""

from datetime import datetime

from shared.domain.members.gate import MemberFacts, decide_at_member
from shared.domain.refusals.release_errors import ProductUnsold
from shared.domain.values.vendor import Product, Vendor


def may_upgrade(facts: MemberFacts | None, product: str, now: datetime, vendor: Vendor) -> bool:
    """The member's subscription to this very product covers now. None is nobody: never."""
    sold = _sold(product, vendor)
    return facts is not None and sold is not None and decide_at_member(facts, sold, now, vendor).covered


def must_be_sold(product: str, vendor: Vendor) -> None:
    """Return where the vendor sells a product of this id. Raises ``ProductUnsold``."""
    if _sold(product, vendor) is None:
        raise ProductUnsold(product)


def _sold(product: str, vendor: Vendor) -> Product | None:
    return next((each for each in vendor.products if each.id == product), None)
