"""Which of two versions of a text is kept: the plain one, unless the rich one says more."""

import re

from shared.mail.reading.parts.contents import Html, Text
from shared.mail.reading.text.html_text import stripped_of_tags, text_of_html

MUCH_MORE = 2
FEW_WORDS = 20

_WORD = re.compile(r"\w+")


def fuller(plain: list[Text], rich: list[Text]) -> list[Text]:
    """The plain texts; the rich ones where the plain say nothing, or hardly a part of it.

    Some programs write only "your mail program shows no HTML" into the plain version.
    """
    if not any(each.strip() for each in plain if isinstance(each, str)):
        return rich or plain
    if not rich or not _says_more(rich, plain):
        return plain
    return [*_not_in(plain, rich), *rich]


def _says_more(rich: list[Text], plain: list[Text]) -> bool:
    return _words(rich) > MUCH_MORE * _words(plain) + FEW_WORDS


def _words(texts: list[Text]) -> int:
    return sum(len(_WORD.findall(_quickly(each))) for each in texts)


def _quickly(text: Text) -> str:
    return stripped_of_tags(text.source) if isinstance(text, Html) else text


def _not_in(plain: list[Text], rich: list[Text]) -> list[Text]:
    """The plain texts that the rich ones do not contain."""
    said = "".join(
        "".join(_WORD.findall(text_of_html(each.source) if isinstance(each, Html) else each)) for each in rich
    )
    return [each for each in plain if isinstance(each, str) and "".join(_WORD.findall(each)) not in said]
