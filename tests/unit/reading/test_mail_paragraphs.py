"""A person's words as HTML: paragraphs and links kept, everything else escaped."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from shared.mail.templating import paragraphs


def test_a_blank_line_parts_paragraphs_and_a_line_break_stays() -> None:
    assert paragraphs("a\nb\n \nc") == "<p>a<br>\nb</p>\n<p>c</p>"


def test_a_web_address_becomes_a_link_to_itself() -> None:
    assert '<a href="https://example.com/a?b=1&amp;c=2" rel=' in paragraphs(
        "(see https://example.com/a?b=1&c=2)"
    )


def test_a_link_gets_the_style_of_its_place() -> None:
    assert '<a style="color:red" href="https://example.com"' in paragraphs(
        "https://example.com", link_style="color:red"
    )


def test_a_script_address_is_not_linked() -> None:
    assert "<a" not in paragraphs("javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd")


@given(st.text(alphabet=st.sampled_from("<>&\"'/:.@ \nabwht ps"), max_size=80))
def test_no_words_make_any_tag_but_ours_and_none_is_lost(words: str) -> None:
    written = str(paragraphs(words))
    bare = re.sub(r'<a href="[^"<>]*"( rel="[^"<>]*")?>|</a>|<p>|</p>|<br>', "", written)
    assert "<" not in bare
    assert ">" not in bare
    assert html.unescape(bare).split() == words.split()
