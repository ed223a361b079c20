"""Products, the price of an hour, and canned answers are changed by the vendor's owner in a browser."""

import re

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.members.member import Member, Person
from shared.domain.terms import keeping_products
from shared.domain.terms.kept_terms import KeptProducts, TermsChange
from shared.domain.values.vendor import Vendor
from shared.usecases.documentation.keep_documents import put_document
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.terms.terms_rows import TermsAuthor, change_terms
from tests.examples.member_links import form_for
from tests.fakes.desk import VENDOR, FakeDesk
from tests.faults.documentation.stories import document
from tests.triggers.calling import Answer
from tests.triggers.desk.signing_in import ANNA, OLGA, look, send
from tests.triggers.examples import ACME
from tests.unit.members.test_billing_claims import CUSTOMER, EVENT

PRODUCTS = "/desk/terms/products"
ANSWERS = "/desk/terms/answers"
SOLVED = {
    "title_sv": "Löst",
    "title_en": "Solved it",
    "text_sv": "Hej {name}!",
    "text_en": "Hello {name},",
}


async def act(page: str, act: str, about: str = "", **typed: str) -> Answer:
    """Fill in this form of the page as the vendor's owner, and send it."""
    read = await look(page, OLGA)
    return await send(page, form_for(read.text, "add") | {"act": act, "about": about} | typed, OLGA)


def wrong(answer: Answer, field: str) -> str:
    """What the page says at the field."""
    found = re.search(rf'id="[\w-]+-{field}-wrong">([^<]+)<', answer.text)
    return found[1] if found else ""


def products(vendor: Vendor) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is sold."""
    return [(each.id, each.name, each.billing_ids) for each in vendor.products]


async def test_a_product_is_added_renamed_and_taken_away(kept: FakeDesk) -> None:
    await act(PRODUCTS, "add", name="Tid & Lön", billing="prod_tid, prod_tid2")
    assert products(kept.desk.vendor)[-1] == ("tid-lon", "Tid & Lön", ("prod_tid", "prod_tid2"))
    await act(PRODUCTS, "change", "tid-lon", name="Tid", billing="prod_tid")
    assert products(kept.desk.vendor)[-1] == ("tid-lon", "Tid", ("prod_tid",))
    assert "Faktureras som prod_tid" in (await look(PRODUCTS, ANNA)).text
    await act(PRODUCTS, "remove", "tid-lon")
    assert kept.desk.vendor.products == VENDOR.products


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": "PLANNER"}, "name", "Det namnet finns redan."),
        ({"name": "Tid", "billing": "prod_ledger"}, "billing", "är redan en annan produkts"),
        ({"name": "Tid", "billing": "ledger"}, "billing", "är redan en annan produkts"),
    ],
)
async def test_what_another_product_has_is_said_at_its_field(
    kept: FakeDesk, typed: dict[str, str], field: str, said: str
) -> None:
    answer = await act(PRODUCTS, "add", **typed)
    assert answer.status == 422
    assert said in wrong(answer, field)
    assert kept.desk.vendor == VENDOR


async def test_a_product_that_is_used_stays_and_it_is_said_by_whom(kept: FakeDesk) -> None:
    await put_member(kept.desk, ACME)
    answer = await act(PRODUCTS, "remove", "planner")
    assert answer.status == 409
    assert "Det gäller Acme." in answer.text
    assert products(kept.desk.vendor) == products(VENDOR)


async def test_a_product_that_is_used_by_what_another_instance_has_just_called_it_in_billing_stays(
    kept: FakeDesk,
) -> None:
    await look(PRODUCTS, OLGA)
    other, billed = FakeDesk(clock=kept.clock, store=kept.store), "prod_ledger prod_new"
    given = keeping_products.ProductBody(name="Ledger", billing=billed)

    def decide(vendor: Vendor, change: TermsChange) -> KeptProducts:
        return keeping_products.change_product(vendor, "ledger", given, keeping_products.ProductUse(), change)

    await change_terms(other.desk, "products", TermsAuthor("olga", "Olga", "key"), decide)
    beta = Person(address="bea@beta.example.org", name="Bea")
    await put_member(kept.desk, Member(id="beta", name="Beta", owner=beta, customers=(CUSTOMER,)))
    await record_billing_event(kept.desk, EVENT.but(product="prod_new"))
    await kept.rest()
    assert "Det gäller Beta." in (await act(PRODUCTS, "remove", "ledger")).text


async def test_a_product_with_somebody_responsible_stays(kept: FakeDesk) -> None:
    seat = {"product": "ledger", "name": "Rune", "address": "rune@beta.example.org"}
    told = {"id": "beta", "name": "Beta", "owner": {"name": "Bea", "address": "bea@beta.example.org"}}
    await put_member(kept.desk, Member.model_validate(told | {"seats": [seat]}))
    assert "Det gäller Beta." in (await act(PRODUCTS, "remove", "ledger")).text


async def test_a_product_with_documents_stays(kept: FakeDesk) -> None:
    await put_document(kept.desk, "planner", document("manual"))
    answer = await act(PRODUCTS, "remove", "planner")
    assert answer.status == 409
    assert "Produkten har versioner eller dokument" in answer.text


async def test_the_price_counts_at_once(kept: FakeDesk) -> None:
    assert (await act(PRODUCTS, "price", hourly_price="1 350 SEK", prices_include_vat="true")).status == 303
    assert (kept.desk.vendor.hourly_price, kept.desk.vendor.prices_include_vat) == ("1 350 SEK", True)
    assert "1 350 SEK, VAT included" in (await look(f"{PRODUCTS}?language=en", ANNA)).text


@pytest.mark.parametrize("price", ["much", "0 SEK", "1200", "99999999999999 SEK"])
async def test_what_is_no_price_of_an_hour_is_said_at_its_field(kept: FakeDesk, price: str) -> None:
    refused = await act(PRODUCTS, "price", hourly_price=price)
    assert (refused.status, "belopp och en valuta" in wrong(refused, "hourly_price")) == (422, True)
    assert kept.desk.vendor == VENDOR


async def test_a_canned_answer_is_added_changed_moved_and_taken_away(kept: FakeDesk) -> None:
    await act(ANSWERS, "add", **SOLVED)
    await act(ANSWERS, "add", **SOLVED | {"title_en": "Called"})
    assert [each.name for each in kept.desk.vendor.canned_answers] == ["solved-it", "called"]
    await act(ANSWERS, "up", "called")
    assert [each.name for each in kept.desk.vendor.canned_answers] == ["called", "solved-it"]
    await act(ANSWERS, "change", "called", **SOLVED | {"text_sv": "Vi ringde, {name}."})
    assert kept.desk.vendor.canned_answers[0].text.sv == "Vi ringde, {name}."
    assert "Vi ringde, {name}." in (await look(ANSWERS, ANNA)).text
    await act(ANSWERS, "remove", "called")
    assert [each.name for each in kept.desk.vendor.canned_answers] == ["solved-it"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text_en": "Hello {nmae},"}, "text_en", "{name}, {product}, {supporter} eller {vendor}"),
        ({"text_en": "Hello {first name},"}, "text_en", "{name}, {product}, {supporter} eller {vendor}"),
        ({"text_en": ""}, "text_en", "på båda språken"),
        ({"title_sv": ""}, "title_sv", "på båda språken"),
    ],
)
async def test_an_unknown_place_or_one_language_alone_is_said_at_its_field(
    kept: FakeDesk, typed: dict[str, str], field: str, said: str
) -> None:
    answer = await act(ANSWERS, "add", **SOLVED | typed)
    assert answer.status == 422
    assert said in wrong(answer, field)
    assert kept.desk.vendor.canned_answers == ()


async def test_more_canned_answers_than_there_is_room_for_are_refused(kept: FakeDesk) -> None:
    long = SOLVED | {"text_sv": "å" * 10_000, "text_en": "x" * 10_000}
    assert [(await act(ANSWERS, "add", **long)).status for _ in range(13)] == [303] * 12 + [409]
    assert len(kept.desk.vendor.canned_answers) == 12


@pytest.mark.parametrize("page", [PRODUCTS, ANSWERS])
async def test_a_supporter_reads_it_and_changes_nothing(kept: FakeDesk, page: str) -> None:
    read = await look(page, ANNA)
    assert (read.status, '<form method="post"' in read.text) == (200, False)
    token = form_for((await look(page, OLGA)).text, "add")["token"]
    sent = await send(page, {"act": "add", "name": "Tid", "token": token} | SOLVED, ANNA)
    assert sent.status == 403
    assert kept.desk.vendor == VENDOR


async def test_who_uses_a_product_is_read_in_few_requests_however_many_members_there_are(
    kept: FakeDesk,
) -> None:
    await put_member(kept.desk, ACME)
    counting = CountingStore(kept.store)
    kept.wrapped_store = counting
    wiring.use_desk(kept.desk, kept.in_force)
    await act(PRODUCTS, "remove", "planner")
    # The page; then its audit row, the terms, the list of members, releases, documents, the terms as they are
    # changed, and the page again.
    assert counting.counts.requests <= 10
