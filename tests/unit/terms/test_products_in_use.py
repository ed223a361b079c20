"""A product's names in billing: nobody's cover ends because one is left out."""

import pytest

from shared.domain.refusals.terms_errors import TermsFault, TermsUnfit
from shared.domain.terms.keeping_products import ProductBody, ProductUse, add_product, change_product
from shared.domain.terms.kept_terms import TermsChange
from shared.domain.values.vendor import Product
from tests.fakes.desk import START, VENDOR

CHANGE = TermsChange(by="olga", name="Olga", at=START, key="key")
GIVEN = ProductBody(name="Planner", billing="prod_new")


def test_a_name_under_which_somebody_subscribes_cannot_be_left_out() -> None:
    use = ProductUse(billed=frozenset({"prod_planner"}))
    with pytest.raises(TermsUnfit) as refused:
        change_product(VENDOR, "planner", GIVEN, use, CHANGE)
    assert (refused.value.field, refused.value.fault) == ("billing", TermsFault.BILLING_USED)


def test_a_name_that_nobody_subscribes_under_can_be_left_out() -> None:
    use = ProductUse(billed=frozenset({"prod_ledger"}))
    after = change_product(VENDOR, "planner", GIVEN, use, CHANGE)
    assert after.products[0].billing_ids == ("prod_new",)


@pytest.mark.parametrize("written", ["prod_a, prod_b,", ",prod_a;prod_b", "prod_a\nprod_b ,"])
def test_a_comma_too_many_is_no_name_in_billing(written: str) -> None:
    assert ProductBody(name="Tid", billing=written).billing_ids == ("prod_a", "prod_b")


def test_commas_alone_are_no_name_in_billing() -> None:
    assert ProductBody(name="Tid", billing=" , ").billing_ids == ()


def test_a_new_product_gets_no_id_that_another_is_billed_as() -> None:
    sold = VENDOR.but(products=(Product(id="planner", name="Planner", billing_ids=("planner-pro",)),))
    after = add_product(sold, ProductBody(name="Planner Pro"), CHANGE)
    assert after.products[-1].id == "planner-pro-2"
