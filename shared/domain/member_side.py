"""The member's side of the contract, as it stands now: a responsible person for each product it uses."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import Field

from shared.domain.frozen import Frozen
from shared.domain.gate import MemberFacts
from shared.domain.news_audience import covered_products
from shared.domain.vendor import Vendor


class MemberSide(Frozen):
    """What the member promised, as it stands when the report is read."""

    products_subscribed: int = Field(
        default=0, description="Products of the vendor's that its subscriptions cover now."
    )
    seats_filled: int = Field(default=0, description="Those of them that have a responsible person.")
    seats_missing: tuple[str, ...] = Field(
        default=(), description="The ids of those that have none; in the total, those that some member lacks."
    )
    documentation_studied: int | None = Field(
        default=None,
        description="How many responsible persons have studied the documentation. Always null: the desk "
        "does not know it yet.",
    )


def member_side(facts: MemberFacts, now: datetime, vendor: Vendor) -> MemberSide:
    """The seats of one member, for the products that it subscribes to now."""
    products = covered_products(facts, (product.id for product in vendor.products), now, vendor)
    missing = tuple(product for product in products if not facts.member.responsible(product))
    return MemberSide(
        products_subscribed=len(products),
        seats_filled=len(products) - len(missing),
        seats_missing=missing,
    )


def side_of_all(sides: Iterable[MemberSide]) -> MemberSide:
    """Several members' seats together."""
    every = tuple(sides)
    return MemberSide(
        products_subscribed=sum(side.products_subscribed for side in every),
        seats_filled=sum(side.seats_filled for side in every),
        seats_missing=tuple(sorted({product for side in every for product in side.seats_missing})),
    )
