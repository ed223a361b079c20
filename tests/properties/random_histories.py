"""Random histories that could have happened: a generator with a seed, or with hypothesis' choices."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from shared.domain.values.vendor import Policy, Vendor
from tests.fakes.desk import VENDOR
from tests.properties import (
    acts,
    billing_acts,
    closing_acts,
    conference_acts,
    delivery_acts,
    link_acts,
    machine_acts,
    mail_acts,
    session_acts,
    work_acts,
)
from tests.properties.acts import Act, instants_of, try_act
from tests.properties.history import History

ZONES = ("Europe/Stockholm", "America/St_Johns", "Pacific/Auckland")
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, tzinfo=UTC)
YEARS = range(2026, 2031)
MOST_STEPS = 18
SHARE_ABOUT_CONFERENCES = 0.4

ACTS: dict[Act, int] = {
    acts.message: 6,
    machine_acts.machine: 1,
    acts.answer: 4,
    acts.contact: 3,
    acts.no_answer_needed: 2,
    acts.withdrawal: 2,
    acts.close: 1,
    acts.owner: 1,
    mail_acts.note: 1,
    mail_acts.keep: 1,
    mail_acts.by_mail: 2,
    mail_acts.lapse: 1,
    acts.scan: 5,
    delivery_acts.mail: 5,
    delivery_acts.unsent: 3,
    delivery_acts.report: 3,
    acts.gate: 3,
    billing_acts.settle_mark: 2,
    acts.split: 2,
    acts.merge: 2,
    acts.move: 6,
    link_acts.prove: 1,
    link_acts.revoke: 1,
    link_acts.renew: 1,
    session_acts.offer_session: 3,
    session_acts.answer_offer: 4,
    session_acts.start_session: 4,
    session_acts.end_session: 4,
    session_acts.lapse: 1,
    conference_acts.offer: 2,
    conference_acts.pick: 2,
    conference_acts.held: 1,
    conference_acts.settle: 1,
    closing_acts.close_silent: 9,
    work_acts.quote: 3,
    work_acts.quote_withdrawal: 1,
    work_acts.acceptance: 3,
    work_acts.declining: 2,
    work_acts.minutes: 3,
    work_acts.minutes_withdrawal: 1,
}
ABOUT_A_CONFERENCE: dict[Act, int] = {
    conference_acts.offer: 12,
    conference_acts.pick: 14,
    conference_acts.ask_others: 4,
    conference_acts.decline: 1,
    conference_acts.move: 4,
    conference_acts.cancel: 3,
    conference_acts.held: 2,
    conference_acts.no_show: 3,
    conference_acts.settle: 3,
    acts.contact: 1,
    acts.withdrawal: 3,
    acts.scan: 4,
    delivery_acts.mail: 4,
    acts.merge: 1,
    acts.split: 1,
    acts.move: 4,
}


def random_history(rng: Random) -> History:
    """Two tickets (more by splits) to which up to 18 random acts happen, time passing in between."""
    history = History(vendor=_vendor(VENDOR, rng, contract=True), now=_first_instant(rng))
    for name in ("ticket-a", "ticket-b"):
        try_act(acts.message, history, name, rng)
    weights = ACTS
    if rng.random() < SHARE_ABOUT_CONFERENCES:
        weights = ABOUT_A_CONFERENCE
        try_act(conference_acts.ask, history, "ticket-a", rng)
    for _ in range(rng.randint(1, MOST_STEPS)):
        _pass_time(history, rng, far=weights is ACTS)
        if rng.random() < 0.05:
            history.vendor = _vendor(history.vendor, rng, contract=False)
        (act,) = rng.choices(list(weights), weights=list(weights.values()))
        try_act(act, history, _ticket(history, rng, anywhere=weights is ACTS), rng)
    return history


def _ticket(history: History, rng: Random, *, anywhere: bool) -> str:
    """Any ticket, or mostly the first."""
    return rng.choice(history.live()) if anywhere or rng.random() < 0.15 else "ticket-a"


def _vendor(vendor: Vendor, rng: Random, *, contract: bool) -> Vendor:
    """The vendor with another zone and, unless it keeps the contract's, other durations."""
    hours = timedelta(hours=24 if contract else rng.choice((1, 8, 24, 48)))
    policy = Policy(
        version="contract" if contract else f"edited-{rng.randrange(9)}",
        reply=hours,
        conference=hours * 1.5,
        zone=rng.choice(ZONES),
    )
    return vendor.model_copy(update={"policy": policy})


def _first_instant(rng: Random) -> datetime:
    """Anywhere in five years, or in the days around a change of summer time."""
    if rng.random() < 0.5:
        return FIRST + (LAST - FIRST) * rng.random()
    change = rng.choice(_CHANGES[rng.choice(ZONES)])
    return change + timedelta(seconds=rng.randrange(-200_000, 100_000))


def _pass_time(history: History, rng: Random, *, far: bool) -> None:
    """A moment to some days, often to the very instant at which something is due, or just beside it.

    Sometimes whoever acts next has a clock that is a little behind.
    """
    if rng.random() < 0.05:
        history.now -= timedelta(seconds=30) * rng.random()
        return
    if rng.random() < 0.4:
        beside = timedelta(microseconds=rng.choice((-1, 0, 1)))
        ahead = [each + beside for each in instants_of(history) if each + beside > history.now]
        next_ones = ahead if far else sorted(ahead)[:4]
        history.now = rng.choice(next_ones) if ahead else history.now
        return
    history.now += timedelta(
        seconds=rng.choice((0, 1, 400, 4000, 40_000, 150_000) if far else (0, 1, 4000, 9000, 60_000, 90_000))
        * rng.random()
    )


def _changes_of(zone: ZoneInfo) -> list[datetime]:
    """The hours of the years before which and after which the zone's offset differs."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for year in YEARS for day in range(365)]
    day = timedelta(days=1)
    return [at for at in days if at.astimezone(zone).utcoffset() != (at + day).astimezone(zone).utcoffset()]


_CHANGES = {zone: _changes_of(ZoneInfo(zone)) for zone in ZONES}
