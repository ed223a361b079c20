"""Which language a person is written to in."""

from shared.domain.values.language import choose_language
from shared.domain.values.vendor import Language

SV, EN = Language.SWEDISH, Language.ENGLISH


def test_the_request_decides_before_the_member_before_the_browser_before_swedish() -> None:
    assert choose_language(EN, SV, SV) is EN
    assert choose_language(None, EN, SV) is EN
    assert choose_language(None, None, EN) is EN
    assert choose_language(None, None, None) is SV
