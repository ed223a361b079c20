"""What Table Storage takes in one transaction, checked before anything is sent. The emulator checks less.

Sources: "Scalability and performance targets for Table Storage" and "Understanding the Table service data
model" in Microsoft's documentation.
"""

import json
import re
from collections.abc import Sequence
from itertools import pairwise

from shared.ports.store import Change, Remove, StoreLimit

PIECE_UNITS = 32_768
"""UTF-16 code units in one string property (64 KiB)."""

ROWS_IN_TRANSACTION = 100
TRANSACTION_BYTES = 4 * 1024 * 1024
ENTITY_BYTES = 1024 * 1024

ENVELOPE_BYTES = 3072
"""More than the lines of one operation around its JSON: boundaries, address, headers, property names."""

SYSTEM_BYTES = 4 + 8 + 2 * len("Timestamp") + 8
"""What the service counts for every entity before its keys and properties."""

_KEY = re.compile(r"[A-Za-z0-9-]{1,255}")


def check(partition: str, changes: Sequence[Change]) -> None:
    """Return when the service can take these changes as one transaction.

    Raises:
        StoreLimit: it cannot; the text says which limit, and no key.
    """
    if not 1 <= len(changes) <= ROWS_IN_TRANSACTION:
        message = f"a transaction has 1 to {ROWS_IN_TRANSACTION} rows, not {len(changes)}"
        raise StoreLimit(message)
    keys = [change.key for change in changes]
    if len(set(keys)) < len(keys):
        message = "a row may be changed only once in a transaction"
        raise StoreLimit(message)
    if not all(map(_KEY.fullmatch, (partition, *keys))):
        message = "a key is 1 to 255 ASCII letters, digits and hyphens"
        raise StoreLimit(message)
    _check_sizes(partition, changes)


def pieces(text: str) -> list[str]:
    """The text cut so that each piece fits one property; never between the halves of a surrogate pair."""
    if 2 * len(text) <= PIECE_UNITS:
        return [text]
    encoded = text.encode("utf-16-le")
    cuts = [0]
    while cuts[-1] < len(encoded):
        cuts.append(_end_of_piece(encoded, cuts[-1]))
    return [encoded[start:end].decode("utf-16-le") for start, end in pairwise(cuts)]


def _end_of_piece(encoded: bytes, start: int) -> int:
    """Where the piece that begins at this byte ends: one unit early where the last is half a pair."""
    end = min(start + 2 * PIECE_UNITS, len(encoded))
    half = end < len(encoded) and 0xD8 <= encoded[end - 1] <= 0xDB  # noqa: PLR2004 - high surrogates
    return end - 2 if half else end


def _check_sizes(partition: str, changes: Sequence[Change]) -> None:
    written = [change for change in changes if not isinstance(change, Remove)]
    for change in written:
        if _stored_bytes(partition, change.key, change.text) > ENTITY_BYTES:
            message = f"a row takes more than {ENTITY_BYTES} bytes in storage"
            raise StoreLimit(message)
    if _sent_bytes([change.text for change in written], len(changes)) > TRANSACTION_BYTES:
        message = f"a transaction takes more than {TRANSACTION_BYTES} bytes on its way"
        raise StoreLimit(message)


def _stored_bytes(partition: str, key: str, text: str) -> int:
    """The entity's size as the service reckons it: two bytes a UTF-16 unit, and a little a property."""
    units = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
    properties = units // (PIECE_UNITS - 1) + 1
    return SYSTEM_BYTES + 2 * (len(partition) + len(key)) + 2 * units + properties * (8 + 2 * len("t00") + 4)


def _sent_bytes(texts: Sequence[str], operations: int) -> int:
    """The request's size: the texts as ASCII JSON, where å takes six bytes, and an envelope each."""
    at_most = 6 * sum(map(_units_at_most, texts)) + ENVELOPE_BYTES * operations
    if at_most <= TRANSACTION_BYTES:
        return at_most
    return sum(len(json.dumps(text)) for text in texts) + ENVELOPE_BYTES * operations


def _units_at_most(text: str) -> int:
    return len(text) if text.isascii() else 2 * len(text)
