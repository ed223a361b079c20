"""Base64 that the standard library gives up on: what can be decoded is."""

import base64
import re

_OTHER = re.compile(rb"[^A-Za-z0-9+/=]")
_BLOCK = re.compile(rb"[A-Za-z0-9+/]+")


def salvaged(written: bytes) -> bytes:
    """The bytes that were meant; lines of words, as a footer that was put below, follow as they are.

    Where at least half of the lines are words, it is no base64 at all.
    """
    lines = [line for line in written.splitlines() if line.strip()]
    words = [line for line in lines if b" " in line.strip()]
    if len(words) * 2 >= len(lines):
        return written
    coded = b"".join(_OTHER.sub(b"", line) for line in lines if b" " not in line.strip())
    return b"".join(_decoded(block) for block in _BLOCK.findall(coded)) + b"".join(
        b"\n" + line for line in words
    )


def _decoded(block: bytes) -> bytes:
    """A block without padding; a last letter that alone makes no byte is left out."""
    whole = block[:-1] if len(block) % 4 == 1 else block
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
