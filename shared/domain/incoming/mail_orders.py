"""What a supporter's mail asks for: commands at its top, one a line, and the words below them.

An internal note can never leave by accident. So what looks like a command and is none, stands elsewhere than
at the top, or does not go together with the rest, refuses the whole mail.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from shared.domain.incoming.command_lines import (
    Command,
    CommandLine,
    another_within,
    forgot_the_slash,
    looks_like_command,
    read_command,
)
from shared.domain.incoming.minutes_line import Worked, read_minutes
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.fields import entry_called
from shared.domain.values.frozen import Frozen

LONGEST_TEXT = 100_000
LONGEST_REASON = 2000
_LONGEST_WORD = 30
_MOST_ERRORS = 10
_DAY = re.compile(r"2\d{3}-\d{2}-\d{2}")
_TO_THE_REQUESTER = frozenset({Command.PROMISE, Command.COPY})
_ALONE = frozenset({Command.COPY, Command.SEND})
_WITH_REASON = frozenset({Command.NO_ANSWER, Command.TAKE_ON})
_MEETINGS = (Command.HELD, Command.NO_SHOW, Command.CALL)
_AT_ITS_END = ".,;:!"


class MailFault(StrEnum):
    """Why nothing at all was done with a supporter's mail."""

    UNKNOWN = "unknown"
    SLASH_MISSING = "slash_missing"
    NOT_AT_TOP = "not_at_top"
    TWICE = "twice"
    NOTHING_AFTER_IT = "nothing_after_it"
    REASON_MISSING = "reason_missing"
    DAY_UNREADABLE = "day_unreadable"
    NOTE_EMPTY = "note_empty"
    NOTE_AND_MORE = "note_and_more"
    NO_ANSWER_AND_TEXT = "no_answer_and_text"
    TEXT_MISSING = "text_missing"
    NOTHING_WRITTEN = "nothing_written"
    QUOTE_LEFT = "quote_left"
    UNREADABLE = "unreadable"
    FILES = "files"
    TOO_LONG = "too_long"
    DAY_PASSED = "day_passed"
    TURN_GONE = "turn_gone"
    TURN_UNANSWERED = "turn_unanswered"
    MOVED = "moved"
    ERASED = "erased"
    SAME_ID = "same_id"
    GATED = "gated"
    NOT_GATED = "not_gated"
    ENTRY_UNREADABLE = "entry_unreadable"
    ENTRY_UNKNOWN = "entry_unknown"
    ENTRY_OTHER_PRODUCT = "entry_other_product"
    SEND_AND_MORE = "send_and_more"
    NOTHING_HELD = "nothing_held"
    MEETING_AND_MORE = "meeting_and_more"
    MINUTES_UNREADABLE = "minutes_unreadable"
    NO_CONFERENCE = "no_conference"
    CONFERENCE_OVER = "conference_over"
    CONFERENCE_NOT_BEGUN = "conference_not_begun"
    WORK_NOT_ACCEPTED = "work_not_accepted"
    WORK_LIMIT = "work_limit"
    SUPPORTER_UNKNOWN = "supporter_unknown"


class MailNotDone(Refused):
    """Nothing of the mail is done. ``word``: the command that it is about as written, cut short, or ""."""

    def __init__(self, fault: MailFault, word: str = "") -> None:
        """Keep why, and the word."""
        super().__init__(fault)
        self.fault = fault
        self.word = word[:_LONGEST_WORD]


class Met(Frozen):
    """How people met, or did not, by the command that says so; ``note`` is for supporters."""

    command: Command
    note: str = ""


class Orders(Frozen):
    """What the mail is to do, all of it or nothing. ``text`` is for the requester, ``note`` for supporters.

    ``met``: a conference that was held or to which nobody came, or a call. ``owner``: the supporter who gets
    the ticket, as written. ``no_answer`` is the reason for which the turn needs none, ``take_on`` the one
    for which a gated turn is taken. ``errors``: the entries of the register that the ticket is tied to.
    ``send``: the writer's own answer that is held goes out. ``written``: the command lines as they came.
    """

    text: str = ""
    note: str = ""
    no_answer: str = ""
    promised: date | None = None
    copy_too: bool = False
    close: bool = False
    close_because: str = ""
    take: bool = False
    take_on: str = ""
    errors: tuple[str, ...] = ()
    send: bool = False
    met: Met | None = None
    worked: Worked | None = None
    owner: str = ""
    written: tuple[str, ...] = ()


def read_orders(words: str) -> Orders:
    """What these words order: those that the supporter added, without quotes and signature.

    Raises:
        MailNotDone: nothing of it may be done.
    """
    top, below = _parted(words.strip().splitlines())
    text = "\n".join(below).strip()
    _refuse_stray(below, at_top=not top)
    if len(text) > LONGEST_TEXT or any(len(each.rest) > LONGEST_REASON for each in top):
        raise MailNotDone(MailFault.TOO_LONG)
    if word := next(filter(None, map(another_within, top)), ""):
        raise MailNotDone(MailFault.NOT_AT_TOP, word)
    commands = {each.command: each for each in top}
    if len(commands) < len(top):
        raise MailNotDone(MailFault.TWICE, top[-1].command)
    if not text and not commands:
        raise MailNotDone(MailFault.NOTHING_WRITTEN)
    return _together(commands, text)


def _parted(lines: Sequence[str]) -> tuple[list[CommandLine], list[str]]:
    """The commands at the top, blank lines left out, and the lines below them."""
    top: list[CommandLine] = []
    for place, line in enumerate(lines):
        command = read_command(line)
        if command is None and line.strip():
            return top, list(lines[place:])
        top += [command] if command else []
    return top, []


def _refuse_stray(lines: Sequence[str], *, at_top: bool) -> None:
    """No line below the commands may be one, or look like one."""
    for line in lines:
        if command := read_command(line):
            raise MailNotDone(MailFault.NOT_AT_TOP, command.command)
        if word := looks_like_command(line):
            raise MailNotDone(MailFault.UNKNOWN, word)
    if at_top and lines and (word := forgot_the_slash(lines[0])):
        raise MailNotDone(MailFault.SLASH_MISSING, word)


def _together(commands: dict[Command, CommandLine], text: str) -> Orders:
    """The orders, where they go together. Raises ``MailNotDone``."""
    _refuse_incomplete(commands)
    rest = {command: line.rest for command, line in commands.items()}
    taking = rest.get(Command.TAKE_ON) or rest.get(Command.TAKE, "")
    internal = Command.NOTE in commands
    note = _note(commands, text) if internal else ""
    text = "" if internal else text
    _refuse_mixed(commands, text)
    return Orders(
        text=text,
        note=note,
        no_answer=rest.get(Command.NO_ANSWER, ""),
        promised=_day(rest[Command.PROMISE]) if Command.PROMISE in rest else None,
        copy_too=Command.COPY in rest,
        close=Command.CLOSE in rest,
        close_because=rest.get(Command.CLOSE, ""),
        take=rest.get(Command.TAKE) == "" or rest.get(Command.OWNER) == "",
        take_on=taking,
        errors=_errors(rest[Command.ERROR]) if Command.ERROR in rest else (),
        send=Command.SEND in rest,
        met=next((Met(command=each, note=rest[each]) for each in _MEETINGS if each in rest), None),
        worked=_worked(rest[Command.MINUTES]) if Command.MINUTES in rest else None,
        owner=rest.get(Command.OWNER, ""),
        written=tuple(line.written for command, line in commands.items() if command is not Command.NOTE),
    )


def _refuse_incomplete(commands: dict[Command, CommandLine]) -> None:
    for command, line in commands.items():
        if command in _ALONE and line.rest:
            raise MailNotDone(MailFault.NOTHING_AFTER_IT, command)
        if command in _WITH_REASON and not line.rest:
            raise MailNotDone(MailFault.REASON_MISSING, command)


def _note(commands: dict[Command, CommandLine], text: str) -> str:
    """The note's words: on its line or below it; on both, nobody knows whether the rest is to be sent."""
    inline = commands[Command.NOTE].rest
    if (inline and text) or commands.keys() & _TO_THE_REQUESTER:
        raise MailNotDone(MailFault.NOTE_AND_MORE, Command.NOTE)
    if not inline and not text:
        raise MailNotDone(MailFault.NOTE_EMPTY, Command.NOTE)
    return inline or text


def _refuse_mixed(commands: dict[Command, CommandLine], text: str) -> None:
    if Command.SEND in commands and (text or len(commands) > 1):
        raise MailNotDone(MailFault.SEND_AND_MORE, Command.SEND)
    if text and Command.NO_ANSWER in commands:
        raise MailNotDone(MailFault.NO_ANSWER_AND_TEXT, Command.NO_ANSWER)
    met = [command for command in _MEETINGS if command in commands]
    others = {Command.NO_ANSWER, Command.NOTE} & commands.keys()
    if met and (text or others or len(met) > 1):
        raise MailNotDone(MailFault.MEETING_AND_MORE, met[0])
    lonely = [command for command in commands if command in _TO_THE_REQUESTER]
    if lonely and not text:
        raise MailNotDone(MailFault.TEXT_MISSING, lonely[0])


def _day(written: str) -> date:
    day = written.rstrip(_AT_ITS_END)
    try:
        return date.fromisoformat(day if _DAY.fullmatch(day) else "")
    except ValueError:
        raise MailNotDone(MailFault.DAY_UNREADABLE, Command.PROMISE) from None


def _worked(written: str) -> Worked:
    found = read_minutes(written)
    if found is None:
        raise MailNotDone(MailFault.MINUTES_UNREADABLE, Command.MINUTES)
    return found


def _errors(written: str) -> tuple[str, ...]:
    """The entries of the register that the line names, each once."""
    found = [entry_called(each) for each in re.split(r"[\s,;]+", written.rstrip(_AT_ITS_END))]
    if not all(found) or len(found) > _MOST_ERRORS:
        raise MailNotDone(MailFault.ENTRY_UNREADABLE, Command.ERROR)
    return tuple(dict.fromkeys(found))
