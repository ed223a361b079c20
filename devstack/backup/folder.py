"""A backup as it lies in a folder: readable, and whole only with its manifest, which is written last.

``manifest.json``: when it was taken, of which desk, and how much there is. ``tables/<table>.jsonl``: a row a
line, with its partition and key, and what it says: as JSON where it is that, so that people can read it.
``files.jsonl``: a file a line, with its type and whose it is; its bytes lie in ``files/<key>``.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from devstack.stack.refusal import StackRefused
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.store import Row, Table
from shared.ports.whole_storage import PlacedRow

FORMAT = 1
HINTS = (Table.DIRECTORY, Table.AGENDA)
"""Written last, and mended where they do not fit: an act writes them before anything comes of it."""
COUNTERS = (Table.LIMITS, Table.PRESENCE)
"""Of an hour, mostly; a desk at rest writes them too, or whoever reads its pages."""
TRUTH = tuple(table for table in Table if table not in {*HINTS, *COUNTERS})
_SUM = 2**256


class Sum(Frozen):
    """How many rows there are, and what they say: the sum of their digests, in whichever order they come."""

    rows: int = 0
    digest: int = 0

    def with_row(self, placed: PlacedRow) -> Self:
        """With this one too."""
        said = f"{placed.partition} {placed.row.key} {placed.row.text}"
        digest = int.from_bytes(hashlib.sha256(said.encode()).digest())
        return self.but(rows=self.rows + 1, digest=(self.digest + digest) % _SUM)


class Manifest(Frozen):
    """``secret``: a digest by which a desk with another ``DESK_SECRET`` is told from this one.

    ``tables``: what stood in each table that there was then.
    """

    format: int = FORMAT
    taken: Instant
    secret: str
    tables: dict[Table, Sum]
    files: int

    @property
    def rows(self) -> int:
        """In all tables."""
        return sum(each.rows for each in self.tables.values())


class KeptFile(Frozen):
    """A file in the backup, and whose it is."""

    key: str
    content_type: str
    ticket: str


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """The folder of one backup."""

    path: Path

    def begin(self) -> None:
        """Make it, for nobody else to read. Raises ``StackRefused``: there is something in it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            if any(self.path.iterdir()):
                message = f"{self.path} is not empty: choose another folder."
                raise StackRefused(message)
            (self.path / "tables").mkdir()
            (self.path / "files").mkdir()
        except OSError as error:
            message = f"{self.path} cannot be written: {error.strerror}."
            raise StackRefused(message) from None

    def table(self, table: Table) -> Path:
        """Where the rows of this table are."""
        return self.path / "tables" / f"{table}.jsonl"

    def write_file(self, file: KeptFile, content: bytes) -> None:
        """One file more."""
        (self.path / "files" / file.key).write_bytes(content)
        with (self.path / "files.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(f"{file.model_dump_json()}\n")

    def files(self) -> Iterator[tuple[KeptFile, bytes]]:
        """Every file, one at a time."""
        listed = self.path / "files.jsonl"
        for line in _lines(listed) if listed.exists() else ():
            file = KeptFile.model_validate_json(line)
            yield file, (self.path / "files" / file.key).read_bytes()

    def rows(self, table: Table) -> Iterator[PlacedRow]:
        """The rows of this table, one at a time; none of one that there was not yet when it was taken."""
        path = self.table(table)
        return map(_row, _lines(path)) if path.exists() else iter(())

    def finish(self, manifest: Manifest) -> None:
        """It is whole from now on."""
        (self.path / "manifest.json").write_text(manifest.model_dump_json(indent=1), encoding="utf-8")

    def manifest(self) -> Manifest:
        """What there is. Raises ``StackRefused``: no backup was finished here, or by a newer desk."""
        try:
            told = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            message = f"{self.path} is no whole backup: it has no manifest.json that can be read."
            raise StackRefused(message) from None
        if told.get("format") != FORMAT:
            message = f"{self.path} is of format {told.get('format')}, and this version knows {FORMAT}."
            raise StackRefused(message)
        return Manifest.model_validate(told)


def write_row(lines: IO[str], placed: PlacedRow) -> None:
    """One line more, from which the row comes back to the letter."""
    kept = {"partition": placed.partition, "key": placed.row.key, **_said(placed.row.text)}
    lines.write(f"{json.dumps(kept, ensure_ascii=False)}\n")


def _said(text: str) -> dict[str, object]:
    """As JSON where it is written as that is here, else as text."""
    try:
        says = json.loads(text)
    except ValueError:
        return {"text": text}
    return {"says": says} if _as_text(says) == text else {"text": text}


def _row(line: str) -> PlacedRow:
    kept = json.loads(line)
    text = kept["text"] if "text" in kept else _as_text(kept["says"])
    return PlacedRow(kept["partition"], Row(kept["key"], text, ""))


def _as_text(says: object) -> str:
    return json.dumps(says, ensure_ascii=False, separators=(",", ":"))


def _lines(file: Path) -> Iterator[str]:
    """One at a time; a line ends with a line feed alone, whatever else people wrote."""
    with file.open(encoding="utf-8", newline="\n") as lines:
        yield from lines


def summed(rows: Iterable[PlacedRow]) -> Sum:
    """What these rows say in all."""
    total = Sum()
    for row in rows:
        total = total.with_row(row)
    return total
