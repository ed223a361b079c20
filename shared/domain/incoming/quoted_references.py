"""The references of tickets that a mail's writer names: in the subject, or in words of the writer's own.

People copy a reference in either case, and write or wrap it in pieces. Whether a ticket has it is for others
to ask.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.incoming.reply_line import own_words
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import writable

MOST_ASKED = 5
"""References of one mail for which a ticket is looked up."""

_MOST_READ = 20_000
"""Characters of a mail's words."""

_LENGTH = 16
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[a-z2-7]{1,16}")
_BETWEEN = re.compile(r"[\s\-\u00ad\u2010-\u2015]{1,6}")
_HYPHEN = re.compile(r"[\-\u00ad\u2010-\u2015]")
_DIGIT = re.compile(r"[2-7]")
_CODE = re.compile(r"(?<![\w\-])([a-z2-7]{4})[\-\u00ad\u2010-\u2015]?([a-z2-7]{4})(?![\w\-])")


class Quoted(Frozen):
    """What may be references or codes in a mail, in the order in which they are likely to be some."""

    subject: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def asked(self) -> tuple[str, ...]:
        """Those for which a ticket is looked up, the subject's first."""
        return tuple(dict.fromkeys((*self.subject, *self.words)))[:MOST_ASKED]


def quoted_in(mail: IncomingMail) -> Quoted:
    """What the mail's writer names: nothing that the mail quotes, and nothing in its signature."""
    words = own_words(writable(mail.fresh[:_MOST_READ]))
    return Quoted(
        subject=(*references_in(mail.subject), *codes_in(mail.subject)),
        words=(*references_in(words), *codes_in(words)),
    )


def codes_in(text: str) -> tuple[str, ...]:
    """What may be a ticket's code, as its reference begins: surely one where it has a digit or brackets.

    Last two words of four letters with a hyphen between them.
    """
    plain = text.lower()
    found = list(_CODE.finditer(plain))
    sure = [_code(each) for each in found if _DIGIT.search(each.group()) or _in_brackets(plain, each)]
    joined = [_code(each) for each in found if _HYPHEN.search(each.group())]
    return tuple(dict.fromkeys([*sure, *joined]))


def _code(found: re.Match[str]) -> str:
    return "".join(found.groups())


def _in_brackets(text: str, found: re.Match[str]) -> bool:
    return text[: found.start()].endswith("[") and text[found.end() :].startswith("]")


def references_in(text: str) -> tuple[str, ...]:
    """What may be a reference: whole ones with a digit in them first, then other words of that length.

    Last those in pieces. Prose falls into such pieces easily: they have a digit among them, or only hyphens
    between them.
    """
    plain = text.lower()
    words = list(_WORD.finditer(plain))
    whole = [each.group() for each in words if len(each.group()) == _LENGTH and _is_piece(each)]
    sure = [each for each in whole if _DIGIT.search(each)]
    return tuple(dict.fromkeys([*sure, *whole, *_broken(plain, words)]))


def _broken(text: str, words: Sequence[re.Match[str]]) -> Iterator[str]:
    for place in range(len(words)):
        pieces = _pieces_from(text, words, place)
        if len(pieces) > 1 and _is_meant(text, pieces):
            yield "".join(each.group() for each in pieces)


def _pieces_from(text: str, words: Sequence[re.Match[str]], place: int) -> list[re.Match[str]]:
    """The words from this place on that are as long as a reference together; none where there are no such."""
    pieces: list[re.Match[str]] = []
    left = _LENGTH
    for word in islice(words, place, place + _LENGTH):
        apart = pieces and not _BETWEEN.fullmatch(text, pieces[-1].end(), word.start())
        left -= len(word.group())
        if apart or left < 0 or not _is_piece(word):
            return []
        pieces.append(word)
        if not left:
            return pieces
    return []


def _is_meant(text: str, pieces: Sequence[re.Match[str]]) -> bool:
    between = pairwise(pieces)
    hyphens = all(_HYPHEN.search(text, one.end(), other.start()) for one, other in between)
    return hyphens or any(_DIGIT.search(each.group()) for each in pieces)


def _is_piece(word: re.Match[str]) -> bool:
    return _PIECE.fullmatch(word.group()) is not None
