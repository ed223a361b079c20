"""The member's own words as a notice to a supporter shows them: on lines of their own, cut at a length."""

from dataclasses import dataclass
from unicodedata import category

from shared.domain.facts.done_by_mail import DoneByMail
from shared.domain.incoming.mail_threads import matter_of, without_proofs
from shared.domain.tickets.changes import Said
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import reply_words

MOST_LETTERS = 4000
MOST_LINES = 80
MOST_IN_SUBJECT = 60
"""Characters of each part."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A ticket's turns that the mail shows, in order. ``answerable``: who answers it answers the last.

    ``member``: what supporters call theirs. Where they are not ``quoted``, the mail only says whose they are.
    ``first_subject``: the ticket's, for a message that has none of its own. ``done``: what a supporter's mail
    did there last by its commands.
    """

    said: tuple[Said, ...]
    answerable: bool
    ticket: str
    member: str = ""
    quoted: bool = True
    first_subject: str = ""
    done: DoneByMail | None = None

    @property
    def about(self) -> str:
        """Whose matter it is, and which; the address only of a stranger without a name."""
        return self._who_and_what("" if self.member else self._last.email)

    @property
    def with_whom(self) -> str:
        """The same for a supporter who meets the person: the address of whoever gave no name."""
        return self._who_and_what(self._last.email)

    def _who_and_what(self, nameless: str) -> str:
        said = self._last
        subject = said.subject if matter_of(said.subject, self.ticket) else self.first_subject
        return who_and_what(said.model_copy(update={"subject": subject}), self.member, self.ticket, nameless)

    @property
    def _last(self) -> Said:
        return self.said[-1] if self.said else Said(id="")


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """What stands in the mail: who wrote it, about what, the lines, and whether there are more."""

    wrote: str
    subject: str
    lines: tuple[str, ...]
    cut: bool


def quote(said: Said, language: Language) -> QuotedWords:
    """These words, cut at a length."""
    who = f"{said.name} <{said.email}>" if said.name and said.email else said.name or said.email
    lines = said.text[:MOST_LETTERS].splitlines()
    return QuotedWords(
        wrote=reply_words(language).wrote.format(who=_on_one_line(who)),
        subject=_on_one_line(said.subject),
        lines=tuple(line.rstrip() for line in lines[:MOST_LINES]),
        cut=len(said.text) > MOST_LETTERS or len(lines) > MOST_LINES,
    )


def who_and_what(said: Said, member: str, ticket: str, nameless: str = "") -> str:
    """Whose message this is and about what, for a supporter's list of mails: one line of plain letters.

    Company, name (``nameless`` for who gave none), and what is asked. What its writer may have put there to
    mislead (controls, marks that turn the line around, proofs of a thread) is left out, and so are the marks
    of an answer and this ticket's code; each part is cut at a length.
    """
    who = ", ".join(part for part in (_plain(member), _plain(said.name or nameless)) if part)
    return ": ".join(part for part in (who, _plain(matter_of(said.subject, ticket))) if part)


def _plain(words: str) -> str:
    """These words on one line, without characters that are not seen, cut at a length."""
    seen = "".join(each if _is_seen(each) else " " for each in words)
    line = " ".join(without_proofs(seen).split())
    return line if len(line) <= MOST_IN_SUBJECT else f"{line[:MOST_IN_SUBJECT].rstrip()}..."


def _is_seen(character: str) -> bool:
    kind = category(character)
    return not kind.startswith("C") and kind not in {"Zl", "Zp"}


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
