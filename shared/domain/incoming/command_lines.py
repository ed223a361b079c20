"""Which lines of a supporter's mail are commands, and which only look like one.

Mail programs and fingers change what was meant: a line turns bold, a slash comes out as the 7 that stands on
its key, a space slips in. Such a line is no command, but neither may it be sent to a member.
"""

import re
import unicodedata
from enum import StrEnum

from shared.domain.values.frozen import Frozen


class Command(StrEnum):
    """What a line can ask for."""

    NOTE = "note"
    NO_ANSWER = "no-answer"
    CLOSE = "close"
    PROMISE = "promise"
    COPY = "copy"
    TAKE = "take"
    TAKE_ON = "take-on"
    ERROR = "error"
    SEND = "send"
    HELD = "held"
    NO_SHOW = "no-show"
    CALL = "call"
    MINUTES = "minutes"
    OWNER = "owner"


NAMES = {
    "note": Command.NOTE,
    "notera": Command.NOTE,
    "no-answer": Command.NO_ANSWER,
    "inget-svar": Command.NO_ANSWER,
    "close": Command.CLOSE,
    "stäng": Command.CLOSE,
    "stang": Command.CLOSE,
    "promise": Command.PROMISE,
    "lova": Command.PROMISE,
    "copy": Command.COPY,
    "kopia": Command.COPY,
    "take": Command.TAKE,
    "ta": Command.TAKE,
    "min": Command.TAKE,
    "take-on": Command.TAKE_ON,
    "ta-an": Command.TAKE_ON,
    "error": Command.ERROR,
    "fel": Command.ERROR,
    "send": Command.SEND,
    "skicka": Command.SEND,
    "held": Command.HELD,
    "hölls": Command.HELD,
    "holls": Command.HELD,
    "no-show": Command.NO_SHOW,
    "noshow": Command.NO_SHOW,
    "uteblev": Command.NO_SHOW,
    "call": Command.CALL,
    "called": Command.CALL,
    "samtal": Command.CALL,
    "ringde": Command.CALL,
    "minutes": Command.MINUTES,
    "minuter": Command.MINUTES,
    "owner": Command.OWNER,
    "give": Command.OWNER,
    "ge": Command.OWNER,
}
"""Every command's names, English and Swedish, whatever the supporter's language."""

_SLASHES = str.maketrans(dict.fromkeys("\u2044\u2215\u29f8\\", "/"))
_DECORATION = re.compile(r"(?:[^\w/#!@.,:;&+%¤]|_|\d+[.)](?=\W))+")
_AROUND = "*_\"'`\u201c\u201d\u201e\u2019\u00b4"
"""What stands about a word that is bold or quoted."""
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_WORD = r"(?:(?:no|inget)\s+(?:show|answer|svar)\b|[^\W\d_][\w\u2010-\u2014\u2212-]*)"
_COMMAND = re.compile(
    rf"[{_AROUND}]*/(?P<word>{_WORD})[{_AROUND}.,;:!]* *:?[{_AROUND}]*(?:\s+(?P<rest>\S.*))?", re.IGNORECASE
)
_SLASHED = re.compile(r"/+\s*(?P<token>[^\W\d_]\S*)")
_SLIPPED = re.compile(
    r"[#!@.,:;&+%¤]\s?(?P<word>[^\W\d_][\w-]*)|7(?P<on_the_key>note|notera)\b", re.IGNORECASE
)
_FORGOTTEN = re.compile(
    r"(note|notera|(internal|intern) *(note|notering|anteckning)?|internt"
    r"|held|h[öo]lls|no[ -]?show|uteblev)\W*",
    re.IGNORECASE,
)
_END_OF_WORD = ".,:;!?)"


class CommandLine(Frozen):
    """One line that is a command, with what follows on it; ``written`` is the line as it came."""

    command: Command
    rest: str
    written: str


def read_command(line: str) -> CommandLine | None:
    """The command that this line is; None where it is none that is written as it should be.

    Capitals, a full stop or quotation marks about the word, a mail program's dashes and bold letters are no
    matter. ``/min`` (mine) with a number after it means minutes.
    """
    found = _COMMAND.fullmatch(_plain(line).strip())
    word = _named(found["word"]) if found else ""
    rest = (found["rest"] or "").strip() if found else ""
    command = Command.MINUTES if word == "min" and rest[:1].isdecimal() else NAMES.get(word)
    return CommandLine(command=command, rest=rest, written=line.strip()) if command else None


def another_within(line: CommandLine) -> str:
    """The name of a command that stands within the words of this one, which may be about it; else "".

    A note's words are anybody's.
    """
    words = () if line.command is Command.NOTE else line.rest.split()
    named = (_named(each[1:].rstrip(_END_OF_WORD)) for each in words if each.startswith("/"))
    return next((each for each in named if each in NAMES), "")


def _named(word: str) -> str:
    """The word as names are written."""
    return "-".join(word.casefold().translate(_DASHES).strip("_").split())


def looks_like_command(line: str) -> str:
    """The word for which this line looks like a command; "" where it is a line like any other.

    A path (``/etc/hosts``, ``/read.me``) is one like any other, unless a command's name is part of it.
    """
    bare = _bare(line)
    if slashed := _SLASHED.match(bare):
        return _slashed(slashed.group("token"))
    if slipped := _SLIPPED.match(bare):
        word = slipped.group("word") or slipped.group("on_the_key")
        return word if word.casefold() in NAMES else ""
    return ""


def forgot_the_slash(line: str) -> str:
    """The word on a line that says no more than a command would, without being one; else "".

    That a note follows, or how a conference went: nobody writes that to a member.
    """
    bare = _bare(line)
    return bare if _FORGOTTEN.fullmatch(bare) else ""


def _slashed(token: str) -> str:
    parts = re.split(r"[^\w-]+", token)
    named = next((part for part in parts if part.casefold() in NAMES), "")
    word = token.rstrip(_END_OF_WORD)
    return named or ("" if "/" in word or "." in word else word)


def _bare(line: str) -> str:
    """The line without what mail programs, lists and pictures put before its first word."""
    plain = _plain(line)
    before = _DECORATION.match(plain)
    return plain[before.end() if before else 0 :].strip()


def _plain(line: str) -> str:
    """The line without invisible characters, every slash a slash, letters composed."""
    seen = "".join(each for each in line if unicodedata.category(each) != "Cf")
    return unicodedata.normalize("NFKC", seen).translate(_SLASHES)
