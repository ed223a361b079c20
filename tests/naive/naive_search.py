"""Search as one would write it who has all the time in the world: every word of every ticket, one by one."""

import unicodedata
from collections.abc import Iterable

from shared.domain.search.searched_ticket import SearchedTicket


def naive_search(tickets: Iterable[SearchedTicket], text: str) -> dict[int, set[str]]:
    """The tickets that have every word, by how well the worst met is met: 0 written, 1 whole, 2 begins."""
    found: dict[int, set[str]] = {0: set(), 1: set(), 2: set()}
    for ticket in tickets:
        grades = [_best(wanted, _words(ticket)) for wanted in _split(text)]
        if all(grade is not None for grade in grades):
            found[max(grade for grade in grades if grade is not None)].add(ticket.ticket)
    return found


def _words(ticket: SearchedTicket) -> set[str]:
    texts = [ticket.ticket, ticket.subject, ticket.company, ticket.product, *ticket.people, *ticket.said]
    return {word for text in texts for word in _split(text)}


def _split(text: str) -> list[str]:
    plain = "".join(
        letter if letter.isalnum() else " " for letter in unicodedata.normalize("NFC", text).lower()
    )
    return plain.split()


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("æ", "ae")


def _best(wanted: str, words: set[str]) -> int | None:
    if wanted in words:
        return 0
    bare = {_bare(word) for word in words}
    if _bare(wanted) in bare:
        return 1
    begins = len(wanted) >= 3 and any(word.startswith(_bare(wanted)) for word in bare)
    return 2 if begins else None
