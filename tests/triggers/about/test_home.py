"""Whoever types the desk's address alone reads what it is, and finds the way on."""

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call


@pytest.mark.parametrize(("language", "words"), [("sv", "Här når du supporten"), ("en", "you reach support")])
async def test_the_root_leads_to_the_form_the_organisations_page_and_the_desk(
    fake: FakeDesk, language: str, words: str
) -> None:
    page = await call("GET", f"/?language={language}", headers=BROWSER)
    assert page.status == 200
    assert words in page.text
    assert fake.vendor.name in page.text
    for address in ("/api/intake?", "/api/member/seats/request?", "/desk"):
        assert f'href="{address}' in page.text
