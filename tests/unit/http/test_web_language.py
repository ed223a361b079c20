"""Which language and which form of answer a request gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.values.vendor import Language
from shared.web.http.language import accepted_language, requested_language
from shared.web.http.wished import wants_html

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
SV, EN = Language.SWEDISH, Language.ENGLISH


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.8", SV),
        ("en-GB,en;q=0.9", EN),
        ("de-DE,de;q=0.9,en;q=0.5", EN),
        ("sv;q=0.2, en;q=0.3", EN),
        ("en;q=0.3, sv;q=0.3", SV),
        ("de", None),
        ("*", SV),
        ("sv;q=0, *", EN),
        ("en;q=0", None),
        ("", None),
        (None, None),
        (";;,q=,en;q=x", None),
    ],
)
def test_the_header_is_ranked_by_its_q_values(header: str | None, language: Language | None) -> None:
    assert accepted_language(header) is language


@given(st.text() | st.text(alphabet="svenq=;,.*-0123456789 \t"))
def test_any_header_gives_one_of_our_languages_or_none(header: str) -> None:
    assert accepted_language(header) in {*Language, None}


@pytest.mark.parametrize(
    ("written", "language"), [("sv", SV), ("en", EN), ("de", None), ("EN", None), (None, None), (7, None)]
)
def test_a_language_is_requested_by_its_code_only(written: object, language: Language | None) -> None:
    assert requested_language(written) is language


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (CHROME, True),
        ("text/html", True),
        ("text/*", True),
        ("text/html, application/json;q=0.9", True),
        ("text/html, application/json", False),
        ("application/json", False),
        ("*/*", False),
        ("text/html;q=0, */*", False),
        ("", False),
        (None, False),
    ],
)
def test_a_browser_is_told_from_a_program_by_what_it_accepts(accept: str | None, html: bool) -> None:  # noqa: FBT001 - a column of the table
    assert wants_html(accept) is html


@given(st.text())
def test_any_accept_header_is_understood(accept: str) -> None:
    assert wants_html(accept) in {True, False}
