"""Reads the body of a request: JSON, a form, or a form with parts. Strict: a lenient reader loses words.

A body is refused as a whole where it may be truncated or declared as what it is not; what it says is judged
elsewhere (``submissions``).
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from shared.domain.facts.files import GivenFile
from shared.domain.refusals.error_sorts import OfAnotherType, TooLarge, Unreadable

if TYPE_CHECKING:
    from multipart import MultipartSegment  # type: ignore[import-untyped]  # it has hints but no py.typed

BODY_LIMIT = 1024 * 1024
"""Bytes that a body may have; of a form with parts, its fields together."""

PARTS_LIMIT = 11 * BODY_LIMIT
"""Bytes that a form with parts may have, files included: 10 MiB of files, and the rest."""

WRITTEN_LIMIT = 3 * BODY_LIMIT
"""Bytes that its text may take as ASCII JSON, as storage is sent it: å takes six. UTF-8 never needs more."""

FIELD_LIMIT = 100
"""Fields, parts and files that a form may have."""

CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "cp1252",  # what browsers and mail programs mean by it
    "windows-1252": "cp1252",
}

_NAME = re.compile(r"[\w.\-\[\]]{1,100}")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Fault(StrEnum):
    """What is wrong with a body that cannot be read."""

    EMPTY = "empty"
    CHARSET = "charset"
    JSON = "json"
    NOT_AN_OBJECT = "not_an_object"
    REPEATED = "repeated"
    FORM = "form"
    PARTS = "parts"


class BodyTooLarge(TooLarge):
    """The body has more bytes than its type may have, or its text more than ``WRITTEN_LIMIT``."""


class BodyTypeUnknown(OfAnotherType):
    """The body is of a type or in a charset that is not read here."""


class BodyMalformed(Unreadable):
    """The body is not what its type says, or not whole."""

    def __init__(self, fault: Fault) -> None:
        """Keep what is wrong; nothing of the body itself."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds.

    ``fields`` has each field's first value: text, or anything that JSON can say. ``repeated`` names the
    fields of a form that came again with another value; the same value again is no matter. ``files`` came
    along with the parts of a form; whether they are taken is decided elsewhere.
    """

    fields: Mapping[str, object]
    repeated: frozenset[str] = frozenset()
    files: tuple[GivenFile, ...] = ()


def read_body(content_type: str | None, body: bytes) -> Body:
    """The fields in this body.

    Raises:
        BodyTooLarge: more than ``BODY_LIMIT`` bytes (``PARTS_LIMIT`` where there may be files), or
            ``WRITTEN_LIMIT`` once read.
        BodyTypeUnknown: not ``application/json``, ``application/x-www-form-urlencoded`` or
            ``multipart/form-data``, or in a charset other than ``CHARSETS``.
        BodyMalformed: empty, truncated, not what the type says, or JSON that gives a name two values.
    """
    media_type, options = parse_options_header(content_type)
    reader = _READERS.get(media_type.lower())
    if len(body) > (PARTS_LIMIT if reader is _read_parts else BODY_LIMIT):
        raise BodyTooLarge
    if not body:
        raise BodyMalformed(Fault.EMPTY)
    if reader is None:
        raise BodyTypeUnknown
    return reader(body, options)


def _read_json(body: bytes, options: Mapping[str, str]) -> Body:
    text = _decoded(body, options.get("charset")).removeprefix("\ufeff")
    try:
        read = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BodyMalformed(Fault.JSON) from None
    if not isinstance(read, dict):
        raise BodyMalformed(Fault.NOT_AN_OBJECT)
    return Body(read)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object, at any depth, in which no name says two things."""
    gathered = _gathered(pairs)
    if gathered.repeated:
        raise BodyMalformed(Fault.REPEATED)
    return dict(gathered.fields)


def _no_number(constant: str) -> NoReturn:
    """``NaN`` and the infinities are Python's addition to JSON."""
    raise ValueError(constant)


def _read_form(body: bytes, options: Mapping[str, str]) -> Body:
    charset = _codec(options.get("charset"))
    text = _decoded(body, options.get("charset")).strip("&")
    # A form's encoder never writes half an escape: the end is missing, or it is no form.
    if _BROKEN_ESCAPE.search(text):
        raise BodyMalformed(Fault.FORM)
    try:
        pairs = parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=True,
            encoding=charset,
            errors="strict",
            max_num_fields=FIELD_LIMIT,
        )
    except UnicodeDecodeError:
        raise BodyMalformed(Fault.CHARSET) from None
    except ValueError:
        raise BodyMalformed(Fault.FORM) from None
    # JSON or parts declared as a form give names that no form has.
    if not pairs or not all(_NAME.fullmatch(name) for name, _ in pairs):
        raise BodyMalformed(Fault.FORM)
    return _gathered(pairs)


def _read_parts(body: bytes, options: Mapping[str, str]) -> Body:
    try:
        parts = _parts(body, options.get("boundary", ""))
    except ValueError:  # the parser's own errors are ValueErrors too
        raise BodyMalformed(Fault.PARTS) from None
    if not parts:
        raise BodyMalformed(Fault.PARTS)
    fields = [(part, content) for part, content in parts if not _is_file(part)]
    if sum(len(content) for _, content in fields) > BODY_LIMIT:
        raise BodyTooLarge
    return _gathered(
        ((part.name or "", _decoded(content, part.charset)) for part, content in fields),
        # A file input that was left empty is sent as a nameless file without content.
        [
            GivenFile(part.filename or "", content)
            for part, content in parts
            if _is_file(part) and (part.filename or content)
        ],
    )


def _parts(body: bytes, boundary: str) -> "list[tuple[MultipartSegment, bytes]]":
    """Every part with its content. Raises ``ValueError`` where the parts are not whole or too many."""
    from multipart import MultipartSegment, PushMultipartParser  # noqa: PLC0415 - only forms with files need it

    read: list[tuple[MultipartSegment, bytearray]] = []
    with PushMultipartParser(
        boundary, content_length=len(body), max_segment_count=FIELD_LIMIT, strict=True
    ) as parser:
        for event in parser.parse(body):
            if isinstance(event, MultipartSegment):
                read.append((event, bytearray()))
            elif event:
                read[-1][1].extend(event)
    return [(segment, bytes(content)) for segment, content in read]


def _is_file(part: "MultipartSegment") -> bool:
    return part.filename is not None


def _gathered(pairs: Iterable[tuple[str, object]], files: Iterable[GivenFile] = ()) -> Body:
    fields: dict[str, object] = {}
    repeated = {name for name, value in pairs if fields.setdefault(name, value) != value}
    return Body(fields, frozenset(repeated), tuple(files))


def _codec(charset: str | None) -> str:
    codec = CHARSETS.get((charset or "utf-8").strip().lower())
    if codec is None:
        raise BodyTypeUnknown
    return codec


def _decoded(content: bytes, charset: str | None) -> str:
    try:
        text = content.decode(_codec(charset))
    except UnicodeDecodeError:
        raise BodyMalformed(Fault.CHARSET) from None
    if 6 * len(text) > WRITTEN_LIMIT and len(json.dumps(text)) > WRITTEN_LIMIT:
        raise BodyTooLarge
    return text


_READERS: Mapping[str, Callable[[bytes, Mapping[str, str]], Body]] = {
    "application/json": _read_json,
    "application/x-www-form-urlencoded": _read_form,
    "multipart/form-data": _read_parts,
}
