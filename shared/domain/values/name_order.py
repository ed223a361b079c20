"""Names in the order of a Swedish list: å, ä and ö last, other marks on letters as if they were not there."""

import unicodedata

_BEHIND_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ð": "d", "þ": "th"})


def in_order(name: str) -> tuple[str, str]:
    """What names are sorted by. Upper and lower case are one; of names that are alike, the text decides."""
    letters = unicodedata.normalize("NFC", name).casefold().translate(_BEHIND_Z)
    plain = (each for each in unicodedata.normalize("NFD", letters) if not unicodedata.combining(each))
    return " ".join("".join(plain).split()), name
