"""``python -m bench corpora``: reads several hundred public mails and prints how each was judged.

With ``--list`` also a line for each mail: judge them by eye. Needs the package registries; nothing stays.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from bench.corpus_mails import mails_in, plain_words, words_by_library
from bench.corpus_sources import Corpus, fetch_corpora
from bench.tables import table
from shared.domain.incoming.incoming import IncomingMail
from shared.mail.reading import read_mail

LEAST = 300
UNFORESEEN = "could not be read: it is shown"
CUT = "some are not shown"


@dataclass
class Read:
    """What became of one corpus. ``wrong``: errors and losses, by mail."""

    name: str
    mails: int = 0
    judged: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    reports: int = 0
    seconds: float = 0.0
    slowest: float = 0.0


def print_corpora(*, listed: bool) -> bool:
    """Print the tables. Returns whether enough was read, and nothing was wrong."""
    with tempfile.TemporaryDirectory(prefix="corpora-") as folder:
        every = [_read(corpus, listed=listed) for corpus in fetch_corpora(Path(folder))]
    click.echo(table("Public mails, read", _COLUMNS, [_row(each) for each in every if each.mails]))
    for reason, count in sum((each.unreadable for each in every), Counter[str]()).most_common():
        click.echo(f"{count:5} x {reason}")
    wrong = [line for each in every for line in each.wrong]
    click.echo("\n".join(["", f"Errors and losses: {len(wrong)}", *wrong]))
    return not wrong and sum(each.mails for each in every) >= LEAST


_COLUMNS = ("corpus", "mails", "by people", "by machines", "reports read", "noted", "CPU ms each", "slowest")


def _row(read: Read) -> tuple[str, ...]:
    machines = ", ".join(f"{count} {reason}" for reason, count in sorted(read.judged.items()) if reason)
    times = (f"{read.seconds / read.mails * 1000:.1f}", f"{read.slowest * 1000:.0f}")
    noted = str(read.unreadable.total())
    return read.name, str(read.mails), str(read.judged[""]), machines, str(read.reports), noted, *times


def _read(corpus: Corpus, *, listed: bool) -> Read:
    read = Read(corpus.name)
    if corpus.missing or not corpus.folder.exists():
        click.echo(f"not fetched: {corpus.name} ({corpus.missing or 'not installed'})")
        return read
    for name, raw in mails_in(corpus.folder):
        mail = _timed(read, raw)
        read.wrong += [f"{corpus.name}, {name}: {each}" for each in _wrong(mail, raw)]
        if listed:
            click.echo(
                " | ".join((mail.automatic or "person", corpus.name, name, mail.sender, mail.subject[:60]))
            )
    return read


def _timed(read: Read, raw: bytes) -> IncomingMail:
    began = time.process_time()
    mail = read_mail(raw)
    spent = time.process_time() - began
    read.mails += 1
    read.seconds += spent
    read.slowest = max(read.slowest, spent)
    read.judged[mail.automatic or ""] += 1
    read.reports += mail.report is not None
    read.unreadable.update([mail.unreadable] if mail.unreadable else [])
    return mail


def _wrong(mail: IncomingMail, raw: bytes) -> Iterator[str]:
    """What must never be: an error that was not foreseen, a lost line, a word lost without a note."""
    if UNFORESEEN in mail.unreadable:
        yield "not read"
    lost = _lines(mail.text) - _lines(mail.fresh) - _lines(mail.quoted)
    if lost:
        yield f"{lost.total()} lines stand in neither half"
    kept = plain_words(mail.text) | {
        word for each in mail.files for word in plain_words(_decoded(each.content))
    }
    missing = words_by_library(raw) - kept
    if missing and CUT not in mail.unreadable:
        yield f"{len(missing)} words are missing, as {min(missing).decode()}"


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip())


def _decoded(content: bytes) -> str:
    return content.decode("latin-1")
