"""The line above which a supporter answers, and what of a reply is the supporter's own."""

import re
from collections.abc import Mapping, Sequence

from shared.domain.incoming.command_lines import looks_like_command
from shared.domain.values.vendor import Language

REPLY_ABOVE: Mapping[Language, str] = {
    Language.SWEDISH: "Svara ovanför den här raden",
    Language.ENGLISH: "Reply above this line",
}
"""What the line says, in the language of the notice."""

_LONGEST_SIGNATURE = 10
_LONGEST_INTRODUCTION = 1000
_LINE = re.compile(rf"[\W_]*({'|'.join(REPLY_ABOVE.values())})[\W_]*", re.IGNORECASE)
_HEADER = re.compile(
    r"[\W_]*("
    r"(from|från|sent|skickat|date|datum|to|till|cc|kopia|subject|ämne) *:.*"
    r"|(original message|ursprungligt meddelande|forwarded message|vidarebefordrat meddelande)[\W_]*"
    r")?",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"(\A|\n)[^\w\n]*(on|den)\b[^\n]*(\n[^\n]*){0,2}?\b(wrote|skrev)\b[^\n]*:\s*\Z", re.IGNORECASE
)
_SIGNATURE = re.compile(r"-- ?")
_BY_THE_PROGRAM = re.compile(
    r"[\W_]*((sent from|skickat från) ((my|min|mitt) .{1,30}"
    r"|(outlook|mail|gmail|yahoo|proton|samsung)\b.{0,60})"
    r"|(get|hämta|skaffa) outlook (for|för) .{1,60})",
    re.IGNORECASE,
)


def own_words(fresh: str) -> str:
    """What a supporter added: nothing from the reply line on, no line that introduces a quote, no signature.

    A signature is what stands below ``-- `` where it is short; something that looks like a command is none.
    What a telephone's mail program says of itself (``Sent from my ...``) is taken off as well.
    """
    lines = fresh.splitlines()
    quoted = next((place for place, line in enumerate(lines) if _LINE.fullmatch(line.strip())), None)
    if quoted is not None:
        lines = _without_attribution(lines[:quoted])
    return "\n".join(_without_programs_line(_without_signature(lines))).strip()


def _without_attribution(lines: Sequence[str]) -> list[str]:
    """The lines but for those at their end with which a mail program introduces what it quotes."""
    text = "\n".join(lines).rstrip()
    before, end = text[:-_LONGEST_INTRODUCTION], text[-_LONGEST_INTRODUCTION:]
    kept = (before + _INTRODUCTION.sub("", end)).splitlines()
    while kept and _HEADER.fullmatch(kept[-1].strip()):
        kept.pop()
    return kept


def _without_signature(lines: Sequence[str]) -> Sequence[str]:
    starts = [place for place, line in enumerate(lines) if _SIGNATURE.fullmatch(line)]
    for place in starts[-1:]:
        below = [line for line in lines[place + 1 :] if line.strip()]
        if len(below) <= _LONGEST_SIGNATURE and not any(map(looks_like_command, below)):
            return lines[:place]
    return lines


def _without_programs_line(lines: Sequence[str]) -> Sequence[str]:
    kept = "\n".join(lines).rstrip().splitlines()
    return kept[:-1] if kept and _BY_THE_PROGRAM.fullmatch(kept[-1].strip()) else kept
