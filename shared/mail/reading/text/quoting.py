"""What a mail's writer added, and what is quoted below or between; when in doubt it counts as added."""

import re
from dataclasses import dataclass

from shared.mail.reading.text.quote_heads import (
    announces,
    begins_forwarded,
    begins_original,
    is_dated,
    names_writer,
)

_ANSWERS_WITHIN = re.compile(
    r"\b(nedan|nedanför|inline|in-line|below|i rött|i blått|i grönt|in red|in blue|in green"
    r"|mellan raderna)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[_\-=*]{5,}\s*")


MOST_LINES = 50_000
"""Lines that are looked at: far more than a ticket keeps of any mail. Each takes up to 20 microseconds."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A text in two: every line of it stands in one of them, in its order."""

    fresh: str
    quoted: str


def part_quotes(text: str, *, reply: bool) -> Parted:
    """The text parted.

    ``reply``: the mail answers another. Only then is a lone ``>`` a quote, or an unmarked mail below the text
    one that was sent before: what somebody forwards is new to us, and so is a prompt pasted from a console.
    Of very many lines, those that are not looked at are taken for what the last was that is.
    """
    lines = text.split("\n", MOST_LINES)
    quoted = _quoted_lines(lines[:MOST_LINES], reply=reply)
    quoted += quoted[-1:] * (len(lines) - len(quoted))
    fresh = [line for line, folded in zip(lines, quoted, strict=True) if not folded]
    if not any(line.strip() for line in fresh):
        return Parted(text, "")
    rest = [line for line, folded in zip(lines, quoted, strict=True) if folded]
    return Parted("\n".join(fresh).strip("\n"), "\n".join(rest).strip("\n"))


def _quoted_lines(lines: list[str], *, reply: bool) -> list[bool]:
    """For each line whether it is quoted."""
    folded = [reply and line.startswith(">") for line in lines]
    at = 0
    while at < len(lines):
        if begins_forwarded(lines[at]):
            return folded[:at] + [False] * (len(lines) - at)
        if reply and begins_original(lines, at):
            return _rest_quoted(lines, folded, at)
        length = announces(lines, at) or (reply and _named_before_marks(lines, at))
        end = _marked_until(lines, at + length) if length else at + 1
        if length and end > at + length:
            folded[at:end] = [True] * (end - at)
        elif length and reply and is_dated(lines[at:end]):
            return _rest_quoted(lines, folded, at)
        at = end
    return folded


def _named_before_marks(lines: list[str], at: int) -> int:
    """1 where the line names who wrote the marked lines below it; else 0."""
    return int(names_writer(lines[at]) and _marked_until(lines, at + 1) > at + 1)


def _marked_until(lines: list[str], start: int) -> int:
    """Where the lines marked by ``>`` end that begin here; blank lines between them are theirs."""
    end = at = start
    while at < len(lines) and (lines[at].startswith(">") or not lines[at].strip()):
        at += 1
        if lines[at - 1].startswith(">"):
            end = at
    return end


def _rest_quoted(lines: list[str], folded: list[bool], at: int) -> list[bool]:
    """Everything from here on is an unmarked quote, unless the text above says that it answers within."""
    above = [line for line, quoted in zip(lines[:at], folded, strict=False) if not quoted]
    if _ANSWERS_WITHIN.search("\n".join(above)):
        return folded[:at] + [False] * (len(lines) - at)
    while at and (not lines[at - 1].strip() or _RULE.fullmatch(lines[at - 1])):
        at -= 1
    return folded[:at] + [True] * (len(lines) - at)
