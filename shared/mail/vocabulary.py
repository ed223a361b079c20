"""The desk's own words for what the domain decides: one place for mails and pages, each by its enum's value.

The words themselves stand in ``words/*.toml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.domain.facts.file_taking import ENDINGS
from shared.domain.facts.files import MOST_BYTES, MOST_FILES, FileRefusal, FileScan
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words

WORDS = Path(__file__).parent / "words"

KINDS = words(WORDS / "decisions.toml", "kinds")
CLOCKS = words(WORDS / "decisions.toml", "clocks")
LEVELS = words(WORDS / "decisions.toml", "levels")
DELIVERIES = words(WORDS / "deliveries.toml", "statuses")
UNSENT = words(WORDS / "deliveries.toml", "unsent")
WAYS = words(WORDS / "conferences.toml", "ways")
WAYS_IN_LINE = words(WORDS / "conferences.toml", "ways_in_line")
WANTED = words(WORDS / "conferences.toml", "wanted")
CALENDAR = words(WORDS / "conferences.toml", "calendar")
AUTOMATICS = words(WORDS / "automatic.toml", "why")
MAIL_FAULTS = words(WORDS / "mail_faults.toml")
HELD_BECAUSE = words(WORDS / "decisions.toml", "held_because")
UNHEARD = words(WORDS / "unheard.toml")
_LISTS = words(WORDS / "lists.toml")
_REASONS = words(WORDS / "decisions.toml", "reasons")
_FILES = words(WORDS / "files.toml")
_REPLY = words(WORDS / "reply.toml")


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why a message is covered or not: in short for supporters, whole for the requester, and what helps."""

    short: str
    whole: str
    advice: str


def reason_words(reason: GateReason, language: Language) -> ReasonWords:
    """The words for this reason; advice only where there is something to do about it, else ""."""
    said = _REASONS[language]
    return ReasonWords(said[f"{reason}.short"], said[f"{reason}.whole"], said.get(f"{reason}.advice", ""))


def file_refusal(reason: FileRefusal, language: Language) -> str:
    """Why a file is not taken, and what to do instead."""
    return _FILES[language][f"refusals.{reason}"].format(
        endings=", ".join(ENDINGS), most=MOST_FILES, mebibytes=MOST_BYTES // (1024 * 1024)
    )


def file_warning(scan: FileScan, language: Language) -> str:
    """What is to be minded of a file that was taken; "" for nothing."""
    return _FILES[language].get(f"warnings.{scan}", "")


def waiting_for_scan(language: Language) -> str:
    """Of a file that nothing has looked at yet, where something will."""
    return _FILES[language]["waiting_for_scan"]


def listed(things: Sequence[str], language: Language) -> str:
    """``A, B och C``: as a sentence names several."""
    *before, last = things or ("",)
    return _LISTS[language]["last"].format(before=", ".join(before), last=last) if before else last


def products_listed(products: Sequence[str], vendor: Vendor, language: Language) -> str:
    """The products of these ids by name, as a sentence names them; by id what is not sold any more."""
    return listed([vendor.product_called(each) for each in products], language)


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """How a notice can be answered. ``commands``: each as it is written on its own line, and what it does."""

    wrote: str
    cut: str
    open: str
    how: str
    commands: tuple[tuple[str, str], ...]
    with_care: str


def done_by_mail(who: str, at: str, commands: Sequence[str], language: Language) -> str:
    """Which commands a supporter's mail had, as its reader would write them."""
    said = _REPLY[language]
    written = [said.get(f"commands.{each}.written", f"/{each}").split()[0] for each in commands]
    return said["done"].format(who=who, at=at, commands=" ".join(written))


def reply_words(language: Language) -> ReplyWords:
    """The words around what a notice quotes, and below it."""
    said = _REPLY[language]
    written = [key for key in said if key.endswith(".written")]
    commands = tuple((said[key], said[f"{key.removesuffix('written')}does"]) for key in written)
    return ReplyWords(said["wrote"], said["cut"], said["open"], said["how"], commands, said["with_care"])
