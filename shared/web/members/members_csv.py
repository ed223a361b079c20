"""Members as a spreadsheet has them: one line or several a member, with the line that each value came from.

Lines of one id are one member: each may add a contact, a product with its state and its responsible person,
and a billing customer. What a line leaves out of name, language, owner and domains is as another line says.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.web.members.file_unclear import FileUnclear, Unclear
from shared.web.members.json_lines import JsonWithLines

_OF_THE_MEMBER = ("name", "language", "owner", "owner_name", "domains")
_CONTACT = {"contact": "address", "contact_name": "name"}
_SUBSCRIPTION = {"product": "product", "status": "status", "since": "since", "paid_until": "paid_until"}
_SEAT = {"product": "product", "responsible": "address", "responsible_name": "name", "studied": "studied"}
_CUSTOMER = {"provider": "provider", "customer": "id"}
HEADINGS = ("id", *_OF_THE_MEMBER, *dict.fromkeys([*_CONTACT, *_SUBSCRIPTION, *_SEAT, *_CUSTOMER]))
"""The columns, in any order; only ``id`` must be there."""

_LISTS = (
    ("contacts", _CONTACT),
    ("subscriptions", _SUBSCRIPTION),
    ("seats", _SEAT),
    ("customers", _CUSTOMER),
)
"""Field, and its columns."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_members_csv(text: str) -> JsonWithLines:
    """The members, as JSON would have them. Comma, semicolon or tabulator separate; a day begins in UTC.

    Raises:
        FileUnclear: a heading that is none, a line without an id, or two lines of one id that disagree.
    """
    members: dict[str, _Member] = {}
    for line, row in _rows(text):
        if not row.get("id"):
            raise FileUnclear(Unclear.NO_ID, line)
        members.setdefault(row["id"], _Member(row["id"], line)).add(row, line)
    lines = {"": 1}
    for place, member in enumerate(members.values()):
        lines |= {f"{place}.{path}".rstrip("."): line for path, line in member.lines.items()}
    return JsonWithLines([each.value() for each in members.values()], lines)


@dataclass(slots=True)
class _Member:
    """What the lines of one id have said until now; ``lines``: where each of it stands.

    ``known``: what was added already, by list and columns.
    """

    id: str
    first: int
    said: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    known: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, row: Mapping[str, str], line: int) -> None:
        """One more line of it."""
        self.lines.setdefault("", self.first)
        for name in _OF_THE_MEMBER:
            if row.get(name):
                self._say(name, row[name], line)
        for name, columns in _LISTS:
            added = {own: _written(own, row[column]) for column, own in columns.items() if row.get(column)}
            told = self.lists.setdefault(name, [])
            whole = (name, *(added.get(own, "") for own in columns.values()))
            if _adds(row, name, added) and whole not in self.known:
                self.lines[f"{name}.{len(told)}"] = line
                self.known.add(whole)
                told.append(added)

    def value(self) -> dict[str, Any]:
        """The member as JSON has it; what no line says is left out."""
        owner = {"address": self.said.get("owner", ""), "name": self.said.get("owner_name", "")}
        plain: dict[str, Any] = {name: self.said[name] for name in ("name", "language") if name in self.said}
        domains = re.split(r"[\s,;]+", self.said.get("domains", "").strip())
        told = {"id": self.id, "owner": owner, "domains": [each for each in domains if each]}
        return {**told, **plain, **{name: each for name, each in self.lists.items() if each}}

    def _say(self, name: str, text: str, line: int) -> None:
        if self.said.setdefault(name, text) != text:
            raise FileUnclear(Unclear.OTHER_BEFORE, line, name=name, member=self.id)
        path = {"owner": "owner.address", "owner_name": "owner.name"}.get(name, name)
        self.lines.setdefault(path, line)


def _adds(row: Mapping[str, str], name: str, added: Mapping[str, str]) -> bool:
    """Whether the line is to add this. A product alone is a subscription, of which the desk misses more."""
    if set(added) == {"product"}:
        alone = not any(row.get(each) for each in (*_SUBSCRIPTION, *_SEAT) if each != "product")
        return alone and name == "subscriptions"
    return bool(added)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that says anything, by its headings, with its number."""
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        headings = [each.strip().lower() for each in next(reader, [])]
        _refuse_headings(headings)
        begins = reader.line_num + 1
        for cells in reader:
            if any(each.strip() for each in cells):
                yield begins, dict(zip(headings, (each.strip() for each in cells), strict=False))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileUnclear(Unclear.NO_CSV, reader.line_num, reason=error) from None


def _refuse_headings(headings: list[str]) -> None:
    unknown = [each for each in headings if each not in HEADINGS]
    twice = [each for each, times in Counter(headings).items() if times > 1]
    told = ", ".join(HEADINGS)
    if unknown or twice:
        raise FileUnclear(Unclear.HEADING, 1, name=(unknown or twice)[0], headings=told)
    if "id" not in headings:
        raise FileUnclear(Unclear.NO_ID_HEADING, 1, headings=told)


def _written(name: str, text: str) -> str:
    """A day alone, where an instant is wanted, is its beginning in UTC."""
    return f"{text}T00:00:00Z" if name in {"since", "paid_until"} and _DAY.fullmatch(text) else text
