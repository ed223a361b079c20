"""Supporters hear of members' mails that were taken for a machine's and belong to no ticket: never silent.

All of four hours stand in one digest, so that a person's mail among them still has most of its 24 hours.
"""

from datetime import UTC, datetime, timedelta

from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.letters.supporter_letters import KeptMail, MailsKept
from shared.domain.members.recipients import supporters_for
from shared.ports.desk import Desk
from shared.usecases.mail.unfiled_mails import known_unfiled
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.notice_rows import is_told, post_notice

EVERY = timedelta(hours=4)
SETTLED = timedelta(minutes=10)
"""After the end of a digest's time: whatever was received in it has been written by then."""
MOST_NAMED = 100
_MOST_COUNTED = 1000
_NAME = "at%Y%m%d%H"


async def promise_digest(desk: Desk, received: datetime) -> None:
    """A digest will be made of what is received now. Written before the mail is kept.

    Raises:
        StoreUnavailable: nothing is promised.
    """
    aggregate, due = _digest(received)
    await write_agenda(desk.store, aggregate, desk.clock.now(), look=due)


async def look_at_kept(desk: Desk, name: str) -> datetime | None:
    """Tell everybody on duty of the mails of this time, once each; the instant to look again.

    Raises:
        StoreUnavailable: look again; nobody is told twice.
    """
    begin, now = datetime.strptime(name, _NAME).replace(tzinfo=UTC), desk.clock.now()
    if now < _due(begin):
        return _due(begin)
    letter = await _letter(desk, begin)
    if letter is None:
        return None
    for to, language in supporters_for("", desk.vendor):
        notice = _notice(desk, name, to)
        await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, now))
    return None


async def digest_lacking(desk: Desk, received: datetime) -> tuple[str, datetime] | None:
    """What is to be looked at, and when, where nobody on duty has the digest of what was received then."""
    aggregate, due = _digest(received)
    name = aggregate.partition("-")[2]
    readers = (to for to, _ in supporters_for("", desk.vendor))
    if await is_told(desk.store, (_notice(desk, name, to) for to in readers)):
        return None
    return aggregate, due


def _digest(received: datetime) -> tuple[str, datetime]:
    """The digest of what is received then: its name on the agenda, and when it is made."""
    begin = _begin(received)
    return f"kept-{begin:{_NAME}}", _due(begin)


def _notice(desk: Desk, name: str, to: Recipient) -> str:
    return notice_id(desk.secret, "kept mails", name, to.address.casefold())


async def _letter(desk: Desk, begin: datetime) -> MailsKept | None:
    kept = await known_unfiled(desk, begin, begin + EVERY, _MOST_COUNTED)
    lines = tuple(
        KeptMail(
            received=each.received,
            member=each.member,
            sender=each.said.email,
            subject=each.said.subject,
            why=each.why,
        )
        for each in kept[:MOST_NAMED]
    )
    return MailsKept(lines=lines, more=len(kept) - len(lines)) if lines else None


def _begin(instant: datetime) -> datetime:
    """The beginning of the digest's time that this instant is in."""
    utc = instant.astimezone(UTC)
    hour = utc.hour - utc.hour % int(EVERY / timedelta(hours=1))
    return utc.replace(hour=hour, minute=0, second=0, microsecond=0)


def _due(begin: datetime) -> datetime:
    return begin + EVERY + SETTLED
