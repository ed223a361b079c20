"""Random tickets of few words, so that many have the same, and in many spellings."""

from datetime import timedelta
from random import Random

from shared.domain.search.searched_ticket import SearchedState, SearchedTicket
from shared.domain.search.words import as_searched
from tests.fakes.desk import START

WORDS = (
    *("östra", "ostra", "Östras", "åka", "aka", "åkare", "ä", "a", "är", "en", "eva", "Eva", "évan"),
    *("skriver", "skrivaren", "skrivare", "fel", "FEL", "felet", "4711", "47", "471", "o\u0308stra"),
    *("eva@acme.example.org", "Æger", "strasse", "Straße", "veckoplan"),
)
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def reference(rng: Random) -> str:
    """That of some ticket."""
    return "".join(rng.choice(LETTERS) for _ in range(16))


def random_ticket(rng: Random, name: str, minutes: int) -> SearchedTicket:
    """A ticket of this reference, as it stands after so many minutes."""

    def some(most: int) -> str:
        return as_searched(" ".join(rng.choice(WORDS) for _ in range(rng.randint(0, most))))

    return SearchedTicket(
        ticket=name,
        at=START + timedelta(minutes=minutes),
        state=rng.choice(list(SearchedState)),
        subject=some(3),
        company=some(1),
        people=(some(1),),
        said=tuple(some(8) for _ in range(rng.randint(0, 3))),
    )
