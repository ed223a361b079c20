"""Words that people read, as data: TOML files in which both languages stand beside each other.

::

    [slots.none_free]
    sv = "Ingen ledig tid före {instant}"
    en = "No free time before {instant}"

A table with ``sv`` and ``en`` is one saying; any other table holds sayings or further tables, as deep as
reads well. What stands between braces is filled in with ``str.format`` by whoever shows the saying.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import override

from shared.domain.values.vendor import Language


class WordsUnfit(ValueError):
    """A file of words that nobody can show: which saying of which file, and what it lacks."""


def words(file: Path, table: str = "") -> Mapping[Language, Mapping[str, str]]:
    """The sayings of this file by language and key; the file is read when one is first asked for, once.

    A key is the saying's path with dots: ``slots.none_free``. ``table``: only what stands below it, by the
    rest of the key, so that an enum names its words: ``words(FILE, "slots")[language][Slots.NONE_FREE]``.

    Raises (when first asked): ``WordsUnfit`` for a saying that lacks a language, says nothing in one, or has
    other placeholders in one than in the other, and for a table that does not exist.
    """
    return _Words(file, table)


class _Words(Mapping[Language, Mapping[str, str]]):
    def __init__(self, file: Path, table: str) -> None:
        self._asked = (file, table)

    @override
    def __getitem__(self, language: Language) -> Mapping[str, str]:
        return _below(*self._asked)[language]

    @override
    def __iter__(self) -> Iterator[Language]:
        return iter(Language)

    @override
    def __len__(self) -> int:
        return len(Language)


@cache
def _below(file: Path, table: str) -> Mapping[Language, Mapping[str, str]]:
    """The sayings of one table of a file."""
    before = f"{table}." if table else ""
    found = {
        key.removeprefix(before): saying for key, saying in _sayings(file).items() if key.startswith(before)
    }
    if not found:
        msg = f"{file.name}: there is no table {table}"
        raise WordsUnfit(msg)
    return {language: {key: saying[language] for key, saying in found.items()} for language in Language}


@cache
def _sayings(file: Path) -> Mapping[str, Mapping[Language, str]]:
    """Every saying of a file, by its whole key."""
    # Read late, like the files themselves: an app that has just started may need no word for a while.
    import tomllib  # noqa: PLC0415 - see above

    return dict(_walked(tomllib.loads(file.read_text(encoding="utf-8")), file.name))


def _walked(
    table: Mapping[str, object], file: str, path: str = ""
) -> Iterator[tuple[str, Mapping[Language, str]]]:
    for key, value in table.items():
        at = f"{path}.{key}" if path else key
        if not isinstance(value, dict):
            msg = f"{file}: {at} is neither a table nor a saying with sv and en"
            raise WordsUnfit(msg)
        if set(Language) & set(value):
            yield at, _saying(value, f"{file}: {at}")
        else:
            yield from _walked(value, file, at)


def _saying(value: Mapping[str, object], where: str) -> Mapping[Language, str]:
    """One saying, found fit to be shown."""
    saying = {language: str(value.get(language, "")) for language in Language}
    if set(value) != set(Language) or not all(said.strip() for said in saying.values()):
        msg = f"{where} does not say something in each of {', '.join(Language)}"
        raise WordsUnfit(msg)
    if len({placeholders(said) for said in saying.values()}) > 1:
        msg = f"{where} has not the same placeholders in both languages"
        raise WordsUnfit(msg)
    return saying


def placeholders(saying: str) -> frozenset[str]:
    """What is to be filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(saying) if name is not None)
