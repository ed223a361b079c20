"""The API page is about the desk that shows it."""

import pytest

from functions.about.api import origin_of
from tests.triggers.calling import call


@pytest.mark.usefixtures("fake")
async def test_the_api_page_names_the_address_at_which_it_is_read() -> None:
    text = (await call("GET", "/api/docs")).text
    assert "address-of-this-desk" not in text
    assert "127.0.0.1:7071" not in text


def test_an_origin_is_what_stands_before_the_path() -> None:
    assert origin_of("https://desk.example.com:8443/api/docs?x=1") == "https://desk.example.com:8443"
