"""The API page is about the desk that shows it."""

from functions.about.api import origin_of
from shared.web.api.docs_page import docs_page
from tests.examples.described_api import OPERATIONS


def test_the_api_page_names_the_address_at_which_it_is_read() -> None:
    for address in ("https://desk.example.com", "http://127.0.0.1:40123"):
        page = docs_page(tuple(OPERATIONS), address).body.decode()
        assert f"DESK={address}\n" in page
        assert "127.0.0.1:7071" not in page


def test_an_origin_is_what_stands_before_the_path() -> None:
    assert origin_of("https://desk.example.com:8443/api/docs?x=1") == "https://desk.example.com:8443"
