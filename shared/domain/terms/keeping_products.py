"""What is sold, and what an hour costs. A product that anybody uses stays."""

import re
from collections.abc import Iterable

from pydantic import Field

from shared.domain.refusals.terms_errors import (
    ProductPublished,
    ProductUsed,
    TermsFault,
    TermsUnfit,
    TermUnknown,
)
from shared.domain.terms.kept_terms import KeptPrice, KeptProducts, TermsChange
from shared.domain.terms.naming import id_from, on_one_line
from shared.domain.values.frozen import Frozen
from shared.domain.values.money import price_named
from shared.domain.values.vendor import Product, Vendor

_MOST_NAMED = 10


class ProductBody(Frozen):
    """A product, as the owner writes one. ``billing``: what billing providers call it, parted by spaces."""

    name: str = Field(min_length=1, max_length=100)
    billing: str = Field(default="", max_length=2000)

    @property
    def billing_ids(self) -> tuple[str, ...]:
        """Each name once, in the order in which they were written."""
        return tuple(dict.fromkeys(re.findall(r"[^\s,;]+", self.billing)))


class PriceBody(Frozen):
    """What an hour outside the contract costs."""

    hourly_price: str = Field(min_length=1, max_length=40)
    prices_include_vat: bool = False


class ProductUse(Frozen):
    """Who uses a product. ``billed``: every name under which anybody subscribes, to whatever product.

    ``members``: the names of those who subscribe to it, or have somebody responsible for it.
    ``published``: whether versions of it are out, or documents of it are there.
    """

    billed: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()
    published: bool = False


def add_product(vendor: Vendor, given: ProductBody, change: TermsChange) -> KeptProducts:
    """One more is sold; its id is made from its name, and is no name in billing. Raises ``TermsUnfit``."""
    name = id_from(given.name, _references(vendor.products), "product")
    return KeptProducts(change=change, products=(*vendor.products, _written(vendor, name, given)))


def change_product(
    vendor: Vendor, name: str, given: ProductBody, use: ProductUse, change: TermsChange
) -> KeptProducts:
    """The product of this id is called so from now on, and billed so.

    Raises:
        TermUnknown: there is none of this id.
        TermsUnfit: also where somebody subscribes under a name that is left out: nobody's cover ends so.
    """
    before, after = _found(vendor, name), _written(vendor, name, given)
    if use.billed & (set(before.billing_ids) - set(after.billing_ids)):
        raise TermsUnfit(TermsFault.BILLING_USED, "billing")
    return KeptProducts(
        change=change, products=tuple(after if each.id == name else each for each in vendor.products)
    )


def remove_product(vendor: Vendor, name: str, use: ProductUse, change: TermsChange) -> KeptProducts:
    """The product of this id is sold no more.

    Raises:
        TermUnknown: there is none of this id.
        ProductUsed, ProductPublished: it is used.
    """
    _found(vendor, name)
    if use.members:
        more = len(use.members) - _MOST_NAMED
        raise ProductUsed(", ".join(use.members[:_MOST_NAMED]) + (f" (+ {more})" if more > 0 else ""))
    if use.published:
        raise ProductPublished(name)
    return KeptProducts(change=change, products=tuple(each for each in vendor.products if each.id != name))


def set_price(given: PriceBody, change: TermsChange) -> KeptPrice:
    """An hour costs so much from now on; quotes that were given keep theirs. Raises ``TermsUnfit``."""
    if price_named(given.hourly_price) is None:
        raise TermsUnfit(TermsFault.PRICE_UNREAD, "hourly_price")
    return KeptPrice(
        change=change,
        hourly_price=on_one_line(given.hourly_price),
        prices_include_vat=given.prices_include_vat,
    )


def _found(vendor: Vendor, name: str) -> Product:
    for each in vendor.products:
        if each.id == name:
            return each
    raise TermUnknown(name)


def _written(vendor: Vendor, name: str, given: ProductBody) -> Product:
    """The product that is given, where no other has its name or is billed so."""
    others, called = [each for each in vendor.products if each.id != name], on_one_line(given.name)
    if called.casefold() in {each.name.casefold() for each in others}:
        raise TermsUnfit(TermsFault.NAME_TAKEN, "name")
    if not _references(others).isdisjoint(given.billing_ids):
        raise TermsUnfit(TermsFault.BILLING_TAKEN, "billing")
    return Product(id=name, name=called, billing_ids=given.billing_ids)


def _references(products: Iterable[Product]) -> set[str]:
    return {name for each in products for name in (each.id, *each.billing_ids)}
