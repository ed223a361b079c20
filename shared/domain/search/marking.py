"""The words that were looked for, in what surrounds them."""

from collections.abc import Iterator, Sequence

from shared.domain.search.query import SearchQuery
from shared.domain.search.searched_ticket import SearchedTicket
from shared.domain.search.words import PlacedWord, words_in
from shared.domain.values.frozen import Frozen

BEFORE = 60
AROUND = 200
"""Characters that are shown before the first word, and in all."""
MOST_CONTEXTS = 2
MOST_TRIED = 50
"""Of a long text the first places, of which the best is shown."""


class Fragment(Frozen):
    """A part of a text; ``found``: it is a word that was looked for."""

    text: str
    found: bool = False


type Marked = tuple[Fragment, ...]


def marked(text: str, query: SearchQuery) -> Marked:
    """The whole text, with the words that were looked for set apart."""
    return tuple(_fragments(text, _places(text, query), 0, len(text)))


def contexts(ticket: SearchedTicket, query: SearchQuery) -> tuple[Marked, ...]:
    """Of what was said, the places where most of the words stand: at most two."""
    found = [_context(text, places) for text in ticket.said if (places := _places(text, query))]
    return tuple(sorted(found, key=_words_found, reverse=True)[:MOST_CONTEXTS])


def _words_found(context: Marked) -> int:
    return len({each.text.lower() for each in context if each.found})


def _places(text: str, query: SearchQuery) -> list[PlacedWord]:
    return [word for word in words_in(text) if query.met_by(word.written)]


def _context(text: str, places: Sequence[PlacedWord]) -> Marked:
    """What surrounds the place from which most of the words stand near, cut between words."""
    tried = places[:MOST_TRIED]
    at = max(tried, key=lambda begin: (_near(tried, begin), -begin.start))
    start = min(_between_words(text, max(at.start - BEFORE, 0)), at.start)
    end = max(_between_words(text, min(start + AROUND, len(text)), back=True), at.end)
    start, end = _without_blanks(text, start, end)
    before = [Fragment(text="… ")] if text[:start].strip() else []
    after = [Fragment(text=" …")] if text[end:].strip() else []
    return (*before, *_fragments(text, places, start, end), *after)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The same part without blanks around it."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _near(places: Sequence[PlacedWord], begin: PlacedWord) -> int:
    end = begin.start + AROUND - BEFORE
    return len({each.written for each in places if begin.start <= each.start and each.end <= end})


def _between_words(text: str, at: int, *, back: bool = False) -> int:
    """The place nearest to this one, on the way, where no word is cut."""
    step = -1 if back else 1
    while 0 < at < len(text) and not (text[at - 1].isspace() or text[at].isspace()):
        at += step
    return at


def _fragments(text: str, places: Sequence[PlacedWord], start: int, end: int) -> Iterator[Fragment]:
    at = start
    for word in places:
        if word.start >= start and word.end <= end:
            if word.start > at:
                yield Fragment(text=text[at : word.start])
            yield Fragment(text=text[word.start : word.end], found=True)
            at = word.end
    if at < end:
        yield Fragment(text=text[at:end])
