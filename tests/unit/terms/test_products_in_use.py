"""A product's names in billing: nobody's cover ends because one is left out."""

import pytest

from shared.domain.refusals.terms_errors import TermsFault, TermsUnfit
from shared.domain.terms.keeping_products import ProductBody, ProductUse, change_product
from shared.domain.terms.kept_terms import TermsChange
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
