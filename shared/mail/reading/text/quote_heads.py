"""How mail programs announce what they quote, in Swedish and English."""

import re
import warnings
from functools import cache

LONGEST_LINE = 300
"""Characters of a line that are looked at: the reply parser's patterns take time by the square of a line."""

MOST_LINES = 3
"""Lines that an announcement may be broken into."""

_ANNOUNCED = ("wrote:", "skrev", "writes:")
_ORIGINAL = re.compile(
    r"\s*-{3,}\s*(original message|original appointment|ursprungligt meddelande|ursprungsmeddelande"
    r"|originalmeddelande"
    r"|ursprungligt brev|reply message|message d'origine)\s*-{3,}\s*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\s*(-{3,}\s*(forwarded message|forwarded by .{0,100}|vidarebefordrat meddelande|vidarebefordrat brev"
    r"|vidarebefordrat e-postmeddelande)\s*-{2,}|begin forwarded message:|vidarebefordrat meddelande:"
    r"|vidarebefordrat brev:|start vidarebefordrat meddelande:)\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[\s*>]{0,10}(from|från|sent|skickat|date|datum|to|till|cc|kopia|subject|ämne|importance"
    r"|prioritet|reply-to"
    r"|svar till)\s?:[\s*]",
    re.IGNORECASE,
)
_FROM = {"from", "från"}
_WHEN = {"sent", "skickat", "date", "datum"}
_WHERE = {"to", "till", "subject", "ämne"}
_DATED = re.compile(r"\d[:.]\d\d|\b(?:19|20)\d\d\b|\S@\S")
_SWEDISH = re.compile(
    r"[\s>]{0,10}(?:den |på |mån|tis|ons|tors|fre|lör|sön|\d{1,2} |\d{4}-).{0,250}\bskrev\b.{0,150}:\s*",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"\s*(?:[^<>\n]{0,100}<)?[^\s<>@]+@[^\s<>@]+>?\s(?:wrote|writes|skrev):\s*", re.IGNORECASE
)


def names_writer(line: str) -> bool:
    """An address "wrote:", and no more: programs announce a marked quote so, and people a text they paste."""
    return _NAMED.fullmatch(line[:LONGEST_LINE]) is not None


def begins_forwarded(line: str) -> bool:
    """The line says that somebody forwards what follows."""
    return _FORWARDED.fullmatch(line[:LONGEST_LINE]) is not None


def begins_original(lines: list[str], at: int) -> bool:
    """Here begins, unmarked, the mail that is answered: a rule says so, or its head (from, when, where)."""
    if _ORIGINAL.fullmatch(lines[at][:LONGEST_LINE]):
        return True
    found = _field(lines[at])
    if found not in _FROM:
        return False
    fields = {_field(line) for line in lines[at : at + 8]}
    return bool(fields & _WHEN) and bool(fields & _WHERE)


def _field(line: str) -> str:
    found = _FIELD.match(f"{line[:LONGEST_LINE]} ")
    return found[1].lower() if found else ""


def announces(lines: list[str], at: int) -> int:
    """How many lines from here on announce a quote ("On ... wrote:"); 0 where none does."""
    for length in range(1, MOST_LINES + 1):
        window = "\n".join(line[:LONGEST_LINE].strip() for line in lines[at : at + length])
        if not window or (length > 1 and "\n\n" in f"{window}\n"):
            return 0
        if window.endswith(":") and any(each in window for each in _ANNOUNCED):
            return length if _attribution().match(window) or _SWEDISH.fullmatch(window) else 0
    return 0


def is_dated(announcement: list[str]) -> bool:
    """It names a time, a year or an address, as a program's does; a person's "the user wrote:" does not."""
    return _DATED.search("\n".join(announcement)[: MOST_LINES * LONGEST_LINE]) is not None


@cache
def _attribution() -> re.Pattern[str]:
    """The reply parser's own pattern for what stands before a quote."""
    from mailparser_reply.parser import EmailMessage  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no py.typed; only replies need it

    with warnings.catch_warnings(category=DeprecationWarning, action="ignore"):
        # It hands flags to re.sub as a count when it prepares a text; here there is none.
        pattern: re.Pattern[str] = EmailMessage(text="", languages=["sv", "en"]).HEADER_REGEX
    return pattern
