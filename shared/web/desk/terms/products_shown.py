"""The page of what is sold, and of what an hour costs: each product, and a form for each change."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from shared.domain.values.vendor import Product
from shared.mail.wording import words
from shared.usecases.terms.read_terms import TermsView
from shared.web.desk.desk_page import Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, TypedForm, optional
from shared.web.desk.terms.terms_page import TermsItem, TermsRoom, changed_words

_WORDS = Path(__file__).with_name("products.toml")
PRODUCTS_TEXTS = words(_WORDS)
_FORMS = FormWords(_WORDS)


class ProductAct(StrEnum):
    """What may be done on this page."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    PRICE = "price"


def products_room(view: TermsView, reading: Reading, done: str, typed: TypedForm | None) -> TermsRoom:
    """The price of an hour, and every product; forms for the vendor's owner."""
    items = [_price(view, reading)]
    for each in view.vendor.products:
        forms = tuple(_forms(each)) if reading.is_owner else ()
        items.append(TermsItem(f"product-{each.id}", each.name, _lines(each, reading), forms=forms))
    add = (ActForm(ProductAct.ADD, tuple(_fields(None))),) if reading.is_owner else ()
    return TermsRoom("products", _FORMS, view.change("products"), items, add, typed, done)


def _price(view: TermsView, reading: Reading) -> TermsItem:
    texts, vendor = PRODUCTS_TEXTS[reading.language], view.vendor
    said = texts["with_vat" if vendor.prices_include_vat else "without_vat"]
    lines = [said.format(price=vendor.hourly_price), changed_words(view.change("price"), reading)]
    fields = (
        FormField("hourly_price", "text", vendor.hourly_price),
        optional("prices_include_vat", "checkbox", "true" if vendor.prices_include_vat else ""),
    )
    forms = (ActForm(ProductAct.PRICE, fields),) if reading.is_owner else ()
    return TermsItem("price", texts["price"], lines, forms=forms)


def _lines(product: Product, reading: Reading) -> list[str]:
    texts = PRODUCTS_TEXTS[reading.language]
    billed = ", ".join(product.billing_ids)
    return [
        texts["id"].format(id=product.id),
        texts["billed"].format(names=billed) if billed else texts["unbilled"],
    ]


def _forms(product: Product) -> Iterator[ActForm]:
    about = FormField("about", "hidden", product.id)
    yield ActForm(ProductAct.CHANGE, (about, *_fields(product)), product.id)
    yield ActForm(ProductAct.REMOVE, (about,), product.id)


def _fields(product: Product | None) -> Iterator[FormField]:
    yield FormField("name", "text", product.name if product else "")
    yield optional("billing", "text", " ".join(product.billing_ids) if product else "")
