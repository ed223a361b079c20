import pytest

from shared.domain.refusals.desk_errors import OtherOrigin
from shared.web.desk.people import refuse_other_origin

OURS = ("https://desk.example.com", "https://func-1.example.net/desk")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://desk.example.com"},
        {"origin": "https://func-1.example.net", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_of_our_own_page_is_taken(headers: dict[str, str]) -> None:
    refuse_other_origin("POST", headers, OURS)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://desk.example.com.evil.example.org"},
        {"origin": "https://desk.example.com", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example.org", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_of_another_page_or_of_none_that_says_so_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(OtherOrigin):
        refuse_other_origin("POST", headers, OURS)
