"""Text in ``format=flowed`` (RFC 3676): a line that ends in a space goes on in the next."""

import re

_QUOTES = re.compile(r">*")
_SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool) -> str:
    """The paragraphs as their writer typed them; quoted ones keep one ``>`` a level before them."""
    paragraphs: list[str] = []
    joined: list[str] = []
    depth = 0
    for line in text.split("\n"):
        level, content = _parted(line)
        if joined and (level != depth or content == _SIGNATURE):
            paragraphs.append(_quoted(depth, "".join(joined)))
            joined = []
        depth = level
        flows = content.endswith(" ") and content != _SIGNATURE
        joined.append(content[:-1] if flows and delete_space else content)
        if not flows:
            paragraphs.append(_quoted(depth, "".join(joined)))
            joined = []
    if joined:
        paragraphs.append(_quoted(depth, "".join(joined)))
    return "\n".join(paragraphs)


def _parted(line: str) -> tuple[int, str]:
    """How deep the line is quoted, and what it says without the space that was stuffed before it."""
    found = _QUOTES.match(line)
    level = found.end() if found else 0
    rest = line[level:]
    return level, rest.removeprefix(" ")


def _quoted(depth: int, text: str) -> str:
    return f"{'>' * depth} {text}" if depth else text
