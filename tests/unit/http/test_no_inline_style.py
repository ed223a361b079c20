"""No page has a style of its own in an attribute: the policy that it is sent with would refuse it."""

import re
from pathlib import Path

import pytest

from shared.mail.templating import paragraphs
from shared.web.pages.page_policy import TEMPLATES
from tests.examples.allowed_pages import refused_by_policy

PAGES = sorted(TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_template_of_a_page_has_a_style_attribute(page: Path) -> None:
    assert not re.search(r"\sstyle\s*=", page.read_text(encoding="utf-8"))


def test_what_a_browser_would_refuse_is_found_wherever_it_stands() -> None:
    page = "<style>p{}</style><p STYLE='color:red' class=a>x<script>1</script><a\nonclick='f()'>"
    assert refused_by_policy(page) == ["p style", "script", "a onclick"]
    assert refused_by_policy("<p class='style'> style= </p>") == []


def test_what_people_wrote_is_shown_on_pages_without_a_style_attribute() -> None:
    assert paragraphs("Hello,\n\nsee https://example.com") == (
        '<p>Hello,</p>\n<p>see <a href="https://example.com" rel="noopener nofollow">https://example.com</a></p>'
    )
