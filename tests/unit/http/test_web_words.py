"""What pages say stands as data: pages name only words that there are, and every word is said somewhere."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import pytest
from jinja2 import nodes

from shared.domain.clocks.clocks import ClockState
from shared.domain.explaining.explanations import Rule
from shared.domain.facts.session_states import Stage
from shared.domain.facts.ticket import How
from shared.domain.facts.work import QuoteStatus
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language
from shared.mail.templating import templates_in
from shared.mail.wording import placeholders, words
from shared.usecases.status.next_steps import NextStep
from shared.web.desk.ticket.ticket_forms import DeskAct
from shared.web.pages.page_policy import TEMPLATES

FILES = {file.stem: file for file in TEMPLATES.rglob("*.toml") if file.parent.name != "problems"}
MODULES = [file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.rglob("*.py"))]
PAGES = sorted(TEMPLATES.rglob("*.html"))

PUBLISHED = {
    constant: file
    for source in MODULES
    for file in re.findall(r'with_name\("(\w+)\.toml"\)', source)[:1]
    for constant in re.findall(r"^([A-Z]\w*_TEXTS) = words\(", source, re.MULTILINE)
}
"""A constant that other modules take texts of -> its file."""


TABLES: Mapping[tuple[str, str], type[StrEnum]] = {
    ("page", "kind_hints"): Kind,
    ("ticket_forms", "done"): DeskAct,
    ("session", "stages"): Stage,
    ("help_and_material", "stages"): Stage,
    ("quote", "over"): QuoteStatus,
    ("status", "steps"): NextStep,
    ("status", "step_links"): NextStep,
    ("explanation", "states"): ClockState,
    ("explanation", "endings"): How,
    ("explanation", "sentences"): Rule,
    **{("status", f"clock_lines.{kind}"): ClockState for kind in (*ClockKind, "any")},
}
"""The tables of which a page says the row that an enumeration names."""


class Taken(NamedTuple):
    """A text that code or a template takes: of which file, by what name, and with which facts, if it says."""

    file: str
    pattern: str
    filled: set[str] | None = None


def by_code() -> Iterator[Taken]:
    """Every ``texts["name"]`` of a module, and every table that it opens.

    Of the file that the module opens; or of another's, where ``texts`` is made of that one's constant.
    """
    for source in MODULES:
        opened = re.findall(r'with_name\("(\w+)\.toml"\)', source)
        for file in sorted(set(opened)):
            tables = re.findall(r'words\(_WORDS, "(\w+)"', source)
            tables += tables_of_forms(file) if "FormWords(_WORDS)" in source else []
            yield from (Taken(file, rf"{table}\..+") for table in tables)
        for part in ast.parse(source).body:
            yield from _subscripts(part, opened)


def tables_of_forms(file: str) -> list[str]:
    """The tables in which the words of a page's forms stand."""
    there = {key.partition(".")[0] for key in words(FILES[file])[Language.SWEDISH]}
    return sorted(there & {"acts", "buttons", "hints", "labels", "field_hints", "done"})


def _subscripts(part: ast.stmt, opened: Sequence[str]) -> Iterator[Taken]:
    filled = {
        id(call.func.value): {each.arg for each in call.keywords if each.arg}
        for call in ast.walk(part)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr == "format" and all(each.arg for each in call.keywords)
    }
    for node in ast.walk(part):
        if isinstance(node, ast.Subscript) and re.search(r"texts$|_TEXTS\[", ast.unparse(node.value)):
            for file in sorted(_made_of(node.value, part) or set(opened)):
                yield Taken(file, _pattern(node.slice), filled.get(id(node)))


def _made_of(texts: ast.expr, within: ast.stmt) -> set[str]:
    """The files whose published constants these are, or were made of here."""
    made = [
        each.value
        for each in ast.walk(within)
        if isinstance(each, ast.Assign) and ast.unparse(texts) in ast.unparse(each.targets[0])
    ]
    return {PUBLISHED[name] for part in (texts, *made) for name in _constants(part) if name in PUBLISHED}


def _constants(part: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(part) if isinstance(each, ast.Name) and each.id.endswith("_TEXTS")}


def _pattern(name: ast.expr) -> str:
    """The name, with anything where a part of it is only known later."""
    if isinstance(name, ast.IfExp):
        return f"{_pattern(name.body)}|{_pattern(name.orelse)}"
    parts = name.values if isinstance(name, ast.JoinedStr) else [name]
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)


def by_templates() -> Iterator[Taken]:
    """Every ``texts.name`` (of all pages) and ``quote_texts.name`` (of a page's own) in a template."""
    for page in PAGES:
        tree = templates_in(TEMPLATES).parse(page.read_text(encoding="utf-8"))
        for found in tree.find_all(nodes.Getattr):
            if isinstance(found.node, nodes.Name) and found.node.name.endswith("texts"):
                of_page = found.node.name.removesuffix("texts").rstrip("_")
                yield Taken(of_page or "page", re.escape(found.attr))


TAKEN = [*by_code(), *by_templates()]


@pytest.mark.parametrize("taken", TAKEN, ids=lambda taken: f"{taken.file}-{taken.pattern}")
def test_a_text_that_is_taken_is_there_and_is_given_what_it_names(taken: Taken) -> None:
    texts = words(FILES[taken.file])[Language.SWEDISH]
    found = [said for key, said in texts.items() if re.fullmatch(taken.pattern, key)]
    assert found
    assert taken.filled is None or all(placeholders(said) <= taken.filled for said in found)


@pytest.mark.parametrize("file", FILES)
def test_every_text_is_taken_somewhere(file: str) -> None:
    patterns = [taken.pattern for taken in TAKEN if taken.file == file]
    tables = [rf"{table}\..+" for each, table in TABLES if each == file]
    unsaid = [
        key
        for key in words(FILES[file])[Language.SWEDISH]
        if not any(re.fullmatch(pattern, key) for pattern in patterns + tables)
    ]
    assert unsaid == []


@pytest.mark.parametrize(("file", "table"), TABLES)
def test_a_table_has_rows_of_its_enumeration_only(file: str, table: str) -> None:
    rows = words(FILES[file], table)[Language.SWEDISH]
    names = set(TABLES[file, table])
    assert {row for row in rows if row not in names and row.partition(".")[0] not in names} == set()


def test_no_texts_of_a_template_are_called_like_something_that_a_mapping_does() -> None:
    for file in FILES.values():
        assert not set(words(file)[Language.SWEDISH]) & set(dir(dict))
