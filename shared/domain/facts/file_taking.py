"""Which files are taken, and under which name: an allow-list, by the ending and by the content.

Archives are never opened: of a document that is one, only the list of its parts is read, and that only where
it is short: a list of 150 000 parts, in 8 MiB, would take seconds. What is not on the list is refused,
whatever it says it is; so are documents with macros.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from shared.domain.facts.files import MOST_BYTES, MOST_FILES, FileRefusal, GivenFile

type Identify = Callable[[bytes], frozenset[str]]
"""What content may be, by its signature: endings without the dot, in lower case."""


@dataclass(frozen=True, slots=True)
class FileType:
    """One sort of file that is taken. ``known_as``: what its signature is identified as; none: plain text.

    ``parts`` is where a document's own parts stand in the archive that it is; ``declares`` what a document of
    the other family says that it is, as the first thing in it.
    """

    content_type: str
    known_as: frozenset[str] = frozenset()
    parts: str = ""
    declares: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_TEXT = FileType("text/plain")
_JPEG = FileType("image/jpeg", frozenset({"jpg", "jpeg"}))

FILE_TYPES: dict[str, FileType] = {
    "pdf": FileType("application/pdf", frozenset({"pdf"})),
    "png": FileType("image/png", frozenset({"png"})),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": FileType("image/gif", frozenset({"gif"})),
    "webp": FileType("image/webp", frozenset({"webp"})),
    "txt": _TEXT,
    "log": _TEXT,
    "csv": FileType("text/csv"),
    "ics": FileType("text/calendar"),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", frozenset({"docx"}), parts="word/"),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", frozenset({"xlsx"}), parts="xl/"),
    "pptx": FileType(f"{_OFFICE}.presentationml.presentation", frozenset({"pptx"}), parts="ppt/"),
    "odt": FileType(f"{_OPEN}.text", frozenset({"odt", "docx"}), declares=f"{_OPEN}.text"),
    "ods": FileType(f"{_OPEN}.spreadsheet", frozenset({"ods", "docx"}), declares=f"{_OPEN}.spreadsheet"),
}
"""By ending. Every archive begins like a ``docx``, so that is what its signature may be identified as."""

ENDINGS = tuple(f".{ending}" for ending in FILE_TYPES)

_MARKUP = frozenset({"html", "htm", "svg", "xml", "pdf", "ps", "rtf"})
_MARKUP_STARTS = re.compile(
    rb"(<!doctype|<\?xml|<html|<head|<body|<script|<svg|<iframe|#!|@echo)", re.IGNORECASE
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MACROS = re.compile(r"(^|/)(vbaproject|macrosheets|activex|basic/|scripts/)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w ()-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST_LIST = 256 * 1024
"""Bytes that an archive's list of parts may have: some 3 000 parts, where documents have a few hundred."""
_MOST_LETTERS = 80
_LONGEST_SHOWN = 100


def judged(files: Sequence[GivenFile], identify: Identify) -> list[FileRefusal | None]:
    """Of each file, in order, why it is not taken; None: it is. What is refused takes up no room."""
    verdicts: list[FileRefusal | None] = []
    taken, size = 0, 0
    for file in files:
        refusal = _refusal(file, identify)
        if refusal is None and taken == MOST_FILES:
            refusal = FileRefusal.TOO_MANY
        if refusal is None and size + len(file.content) > MOST_BYTES:
            refusal = FileRefusal.TOO_LARGE
        if refusal is None:
            taken, size = taken + 1, size + len(file.content)
        verdicts.append(refusal)
    return verdicts


def type_of(name: str) -> FileType | None:
    """The sort of file that the ending of this name stands for; None: it is not on the list."""
    return FILE_TYPES.get(_ending(name))


def safe_name(given: str) -> str:
    """The name under which a file of an allowed sort is handed out: plain letters, and its own ending."""
    stem = unicodedata.normalize("NFC", _last_part(given)).rpartition(".")[0]
    plain = _UNSAFE.sub("_", stem).strip("_ ")[:_MOST_LETTERS].strip("_ ")
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"file-{plain}".strip("-")
    return f"{plain}.{_ending(given)}"


def shown_name(given: str) -> str:
    """The sender's name for the file as it is told back: its last part, one line, at most 100 characters."""
    return _last_part(given)[:_LONGEST_SHOWN]


def _last_part(given: str) -> str:
    last = re.split(r"[/\\]", given)[-1]
    return "".join(letter if _is_shown(letter) else "\ufffd" for letter in last)


def _is_shown(letter: str) -> bool:
    """No control characters, none that turn the direction of writing, no half of a pair."""
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _ending(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _refusal(file: GivenFile, identify: Identify) -> FileRefusal | None:
    """Why this file is not taken, whatever came before it."""
    sort = type_of(file.name)
    if sort is None:
        return FileRefusal.ENDING
    if not file.content:
        return FileRefusal.EMPTY
    if len(file.content) > MOST_BYTES:
        return FileRefusal.TOO_LARGE
    found = identify(file.content)
    if not sort.known_as:
        return None if _is_text(file.content, found) else FileRefusal.CONTENT
    if not sort.known_as & found:
        return FileRefusal.CONTENT
    return _document_refusal(file.content, sort) if sort.parts or sort.declares else None


def _is_text(content: bytes, found: frozenset[str]) -> bool:
    """Lines of text, in any charset that has no control characters; no page, drawing or script."""
    if content.startswith(_WIDE):
        return _is_wide_text(content)
    if _BINARY.search(content) or found & _MARKUP:
        return False
    return not _MARKUP_STARTS.match(content.removeprefix(b"\xef\xbb\xbf").lstrip())


def _is_wide_text(content: bytes) -> bool:
    """UTF-16 with its mark, as some programs of Windows write it; judged as the same text in UTF-8."""
    try:
        return _is_text(content.decode("utf-16").encode(), frozenset())
    except UnicodeDecodeError:
        return False


class _ShortList(BytesIO):
    """An archive that is read in pieces, of which its list is the longest: where that is too long, none.

    What the archive says of its list's length stands in several places, and need not be true.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        """The next so many bytes. Raises ``BadZipFile``."""
        found = super().read(size)
        if len(found) > _LONGEST_LIST:
            raise zipfile.BadZipFile
        return found


def _document_refusal(content: bytes, sort: FileType) -> FileRefusal | None:
    """A document that is an archive: it must have the parts of its sort, and none that hold macros."""
    try:
        with zipfile.ZipFile(_ShortList(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return FileRefusal.CONTENT
    if any(_MACROS.search(name) for name in names):
        return FileRefusal.MACROS
    if sort.declares:
        return None if _declares(content, sort.declares) else FileRefusal.CONTENT
    has_parts = any(name.startswith(sort.parts) for name in names)
    return None if has_parts and "[Content_Types].xml" in names else FileRefusal.CONTENT


def _declares(content: bytes, sort: str) -> bool:
    """Whether the archive begins with a stored ``mimetype`` that says this and no more."""
    start = b"mimetype" + sort.encode()
    return content[30 : 30 + len(start) + 2] == start + b"PK"
