"""Makes ``winmail.dat`` safe to open: only what is needed of it, and only counts that its bytes can hold.

The library that opens it believes the counts that stand in the file: one of four milliard makes it loop for
an hour or fill the memory. It also raises on broken dates and names that nobody needs here.
"""

import struct
from collections.abc import Iterator

MOST_OBJECTS = 500
DEEPEST = 5

_SIGNATURE_AND_KEY = 6
_HEAD = struct.Struct("<BHHI")
_PROPERTIES = {0x9003, 0x9005}
"""Of the mail, and of a file."""
_NEEDED = {0x9006, 0x9007, 0x800C, 0x9002, 0x8010, 0x800F, *_PROPERTIES}
"""Also version, code page, body; of a file its beginning, its name and its bytes."""
_RECIPIENTS = 0x9004

_SIZES = {0x02: 2, 0x0B: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_COUNTED = {0x00, 0x0D, 0x1E, 0x1F, 0x102}
_SEVERAL, _NAMED = 0x1000, 0x8000
_EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")


def safe_winmail(raw: bytes) -> bytes:
    """The file with what is needed only.

    Raises:
        ValueError: it counts more than it holds, or has too many objects or too many mails in one another.
    """
    kept = [
        whole for name, whole, content in _objects(raw) if name in _NEEDED and _holds(name, content, DEEPEST)
    ]
    return raw[:_SIGNATURE_AND_KEY] + b"".join(kept)


def _objects(raw: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each object's name, its bytes as a whole, and its content."""
    at = _SIGNATURE_AND_KEY
    for _ in range(MOST_OBJECTS):
        if at + _HEAD.size >= len(raw):
            return
        _, name, _, length = _HEAD.unpack_from(raw, at)
        end = at + _HEAD.size + length
        yield name, raw[at : end + 2], raw[at + _HEAD.size : end]
        at = end + 2
    raise ValueError(MOST_OBJECTS)


def _holds(name: int, content: bytes, depth: int) -> bool:
    """Its counts fit its bytes. Raises ``ValueError`` where they do not."""
    read = _Reader(content)
    rows = read.count(least=4) if name == _RECIPIENTS else int(name in _PROPERTIES)
    for _ in range(rows):
        for _ in range(read.count(least=4)):
            if read.at < len(content):
                _pass_property(read, depth)
    return True


def _pass_property(read: "_Reader", depth: int) -> None:
    """Go past one property: its name, and one value or several."""
    kind, name = read.number(2), read.number(2)
    if name >= _NAMED:
        read.at += 16
        named = read.number(4)
        length = read.padded() if named else 4
        read.at += length
    several = read.number(4) if kind & _SEVERAL else 0
    size = _SIZES.get(kind & ~_SEVERAL)
    if size is not None:
        read.must_have((several or 1) * size)
        read.at += -(-(several or 1) * size // 4) * 4
    elif kind & ~_SEVERAL in _COUNTED:
        _pass_values(read, several or read.count(least=4), depth)
    else:
        read.at = len(read.content)  # the library stops here, too


def _pass_values(read: "_Reader", number: int, depth: int) -> None:
    """Go past values of any length; a mail among them, which is opened as it is, must hold as a whole."""
    read.must_have(number * 4)
    for _ in range(number):
        length = read.padded()
        value = read.content[read.at : read.at + length]
        read.at += length
        if value.startswith(_EMBEDDED):
            if depth == 0:
                raise ValueError(depth)
            for name, _, content in _objects(value[len(_EMBEDDED) :]):
                _holds(name, content, depth - 1)


class _Reader:
    """Reads numbers from left to right."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def number(self, size: int) -> int:
        """The next number of this many bytes; 0 past the end."""
        self.at += size
        return int.from_bytes(self.content[self.at - size : self.at], "little")

    def count(self, *, least: int) -> int:
        """The next count of things that take at least so many bytes each. Raises ``ValueError``."""
        number = self.number(4)
        self.must_have(number * least)
        return number

    def padded(self) -> int:
        """The next length, rounded up to four."""
        return -(-self.number(4) // 4) * 4

    def must_have(self, size: int) -> None:
        """Return where so many bytes are left. Raises ``ValueError``."""
        if size > len(self.content) - self.at:
            raise ValueError(size)
