"""Names as they are kept, and the ids that are made from them, as people read them in addresses and logs."""

import re
import unicodedata
from collections.abc import Iterable

_MOST = 50
_OWN_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "þ": "th"})


def id_from(name: str, taken: Iterable[str], otherwise: str) -> str:
    """What nobody else is called: letters, digits and hyphens of the name, and a number where it is taken.

    ``otherwise``: what it is made from where the name has no such letter.
    """
    parted = unicodedata.normalize("NFKD", name.casefold().translate(_OWN_LETTERS))
    plain = "".join(each for each in parted if not unicodedata.combining(each))
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST].strip("-") or otherwise
    others, number = set(taken), 2
    found = made
    while found in others:
        found, number = f"{made}-{number}", number + 1
    return found


def on_one_line(name: str) -> str:
    """The words of a name with one space between them: it stands in the head of mails."""
    return " ".join(name.split())
