"""``python -m bench corpora --intake``: public mails through the whole intake, over a desk in memory.

Each mail comes twice: to a desk whose one member knows nobody of it, and to a desk whose member owns the
domain that it comes from, so that what is taken for a person's starts a clock. Machines' mails are known by
their package's own label: two packages are collections of bounces.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from bench.corpora import LEAST
from bench.corpus_mails import mails_in
from bench.corpus_sources import Corpus, fetch_corpora
from bench.tables import table
from shared.domain.incoming.incoming import IncomingMail
from shared.domain.mail.mail_requests import writable_address
from shared.domain.members.member import HandSubscription, Member, Person
from shared.domain.values.intake import writable
from shared.domain.values.public_mail import is_public_mail_domain
from shared.mail.reading import read_mail
from shared.usecases.mail.read_mails import kept_mail
from shared.usecases.mail.take_mail import Taken, TakenAs, take_mail
from shared.usecases.mail.unfiled_mails import list_unfiled
from shared.usecases.members.put_member import put_member
from shared.usecases.views.read_tickets import read_ticket
from tests.fakes.desk import START, FakeDesk

BOUNCES = {"flufl.bounce", "libmail-deliverystatus-bounceparser-perl"}
NO_BOUNCES = {"groupwise_03.txt", "spam-with-image.msg", "spam-bogus-email-in-report.msg"}
"""Mails in these collections that a person wrote: an answer in which their detector must find nothing, and
two advertisements in which it must find no addresses."""

MOST_LISTED = 90
"""Mails after which the strangers' desk is a new one: its list shows a hundred."""

LONGEST_LISTED = 20_000
APART = timedelta(hours=4)
"""Between two mails: the limit of receipts to one address hides none."""

_OWNER = Person(address="owner@member.example.org")
_SINCE = (HandSubscription(product="planner", since=START - timedelta(days=30)),)


@dataclass
class Intake:
    """What became of one corpus. ``wrong``: errors and losses; ``false``: clocks that machines started."""

    name: str
    mails: int = 0
    outcomes: Counter[TakenAs] = field(default_factory=Counter)
    clocks: int = 0
    receipts: int = 0
    wrong: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mail at one desk: how it was taken, its lines that nobody can read, clocks, mails to its sender."""

    taken: Taken
    lost: int
    clocks: int
    receipts: int


def print_intake() -> bool:
    """Print the table, and each false clock. Returns whether enough came, none lost, and no clock false."""
    with tempfile.TemporaryDirectory(prefix="corpora-") as folder:
        every = [asyncio.run(_corpus(each)) for each in fetch_corpora(Path(folder))]
    click.echo(table("Public mails, taken in", _COLUMNS, [_row(each) for each in every if each.mails]))
    _list("Errors and losses", [line for each in every for line in each.wrong])
    _list("Clocks that machines' mails started", [line for each in every for line in each.false])
    _list("Receipts that went to machines", [line for each in every for line in each.answered])
    return not any(each.wrong or each.false for each in every) and sum(each.mails for each in every) >= LEAST


_COLUMNS = ("corpus", "mails", "tickets", "automatic", "clocks", "of these false", "receipts", "to machines")


def _row(intake: Intake) -> tuple[str, ...]:
    taken = [intake.outcomes[each] for each in (TakenAs.TICKET, TakenAs.AUTOMATIC)]
    counts = (intake.clocks, len(intake.false), intake.receipts, len(intake.answered))
    return intake.name, *(str(each) for each in (intake.mails, *taken, *counts))


def _list(title: str, lines: list[str]) -> None:
    click.echo("\n".join(["", f"{title}: {len(lines)}", *lines]))


async def _corpus(corpus: Corpus) -> Intake:
    """Every mail of it, at both desks."""
    intake = Intake(corpus.name)
    if corpus.missing or not corpus.folder.exists():
        click.echo(f"not fetched: {corpus.name} ({corpus.missing or 'not installed'})")
        return intake
    for name, raw in mails_in(corpus.folder):
        if intake.mails % MOST_LISTED == 0:
            strangers = await _desk_with(_member())
        mail = read_mail(raw)
        intake.mails += 1
        line = f"{corpus.name} | {name} | {mail.sender} | {mail.subject[:60]}"
        try:
            outside = await _take(strangers, mail, raw)
            inside = await _take(await _desk_with(_member(mail.sender)), mail, raw)
        except Exception as error:  # noqa: BLE001 - every error there may be is what this looks for
            intake.wrong.append(f"{line} | {type(error).__name__}: {error}")
            continue
        machine = corpus.name in BOUNCES and name not in NO_BOUNCES
        _count(intake, line, (outside, inside), machine=machine)
    return intake


def _count(intake: Intake, line: str, both: tuple[Outcome, Outcome], *, machine: bool) -> None:
    """Add what became of one mail. A stranger's starts no clock, whatever it is."""
    outside, inside = both
    intake.outcomes[inside.taken.taken_as] += 1
    intake.clocks += inside.clocks
    intake.receipts += inside.receipts
    lost = outside.lost + inside.lost
    intake.wrong += [f"{line} | {lost} lines cannot be read"] if lost else []
    intake.wrong += [f"{line} | a stranger's clock"] if outside.clocks else []
    intake.false += [line] if machine and inside.clocks else []
    intake.answered += [line] if machine and (inside.receipts or outside.receipts) else []


async def _desk_with(member: Member) -> FakeDesk:
    fake = FakeDesk()
    await put_member(fake.desk, member)
    await fake.rest()
    return fake


def _member(sender: str = "") -> Member:
    """It subscribes, and owns the sender's domain; where that is nobody's to own, it knows the address."""
    told: dict[str, Any] = {"id": "member", "name": "Member", "owner": _OWNER, "subscriptions": _SINCE}
    address = writable_address(sender)
    if address and not is_public_mail_domain(address.rpartition("@")[2]):
        return Member.model_validate(told | {"domains": (address.rpartition("@")[2],)})
    return Member.model_validate(told | {"contacts": (Person(address=address),) if address else ()})


async def _take(fake: FakeDesk, mail: IncomingMail, raw: bytes) -> Outcome:
    """The mail is taken in, and everything that it causes happens."""
    fake.clock.instant += APART
    before = len(fake.mailer.delivered)
    taken = await take_mail(fake.desk, raw)
    await fake.rest()
    sent = [each for each in fake.mailer.delivered[before:] if each.to.address == mail.sender]
    shown, clocks = await _shown(fake, taken)
    whole = await kept_mail(fake.desk, taken.mail) == raw
    lost = len(set(_lines(mail.fresh)) - set(_lines(shown))) if len(mail.fresh) < LONGEST_LISTED else 0
    return Outcome(taken, lost + (not whole), clocks, len(sent))


async def _shown(fake: FakeDesk, taken: Taken) -> tuple[str, int]:
    """What a supporter reads of the mail, and how many clocks its ticket has."""
    if taken.ticket:
        seen = await read_ticket(fake.desk, taken.ticket)
        return "\n".join(turn.text for turn in seen.turns), len(seen.clocks)
    listed, _ = await list_unfiled(fake.desk)
    return "\n".join(each.said.text for each in listed), 0


def _lines(text: str) -> Iterator[str]:
    """What stands on each line, as it can be stored and shown."""
    return (line.strip() for line in writable(text).split("\n") if line.strip())
