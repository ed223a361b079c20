"""People as they are typed into one field: one a line, ``Eva Ek <eva@example.org>`` or the address alone."""

import re
from collections.abc import Iterable

from shared.domain.members.member import Person

_LINE = re.compile(r"(?P<name>.*)<(?P<address>[^<>]*)>")


def people_written(people: Iterable[Person]) -> str:
    """These people, as they can be typed in again."""
    return "\n".join(f"{each.name} <{each.address}>" if each.name else each.address for each in people)


def people_typed(text: str) -> list[dict[str, object]]:
    """Name and address of each line that says anything, in order; whether they are fit is seen elsewhere."""
    return [_person(line.strip()) for line in text.splitlines() if line.strip()]


def _person(line: str) -> dict[str, object]:
    found = _LINE.fullmatch(line)
    if found is None:
        return {"address": line}
    return {"name": found["name"].strip(), "address": found["address"].strip()}
