"""Example letters about conferences, in every shape that their optional facts give them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shared.domain.facts.conference import Way
from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.conference_letters import (
    ConferenceOff,
    ConferenceReminder,
    ConferenceSet,
    SlotLine,
    SlotsOffer,
    SlotsWanted,
    Wanted,
)
from shared.domain.letters.letters import Letter

TICKET = "k7q2m4xw3bt5nz6a"
DUE = datetime(2026, 8, 6, 5, 30, tzinfo=UTC)
START = datetime(2026, 8, 5, 8, 0, tzinfo=UTC)
LINK = Link(
    purpose=Purpose.CONFERENCE,
    ticket=TICKET,
    person="aaaaaaaaaaaaaaaa",
    about="bbbbbbbbbbbbbbbb",
    expires=DUE,
)


def conference_letters() -> Iterator[Letter]:
    """Offers, times set and moved, called off, reminders, and what supporters are told."""
    lines = tuple(
        SlotLine(start=START + timedelta(hours=2 * each), minutes=30, way=way) for each, way in enumerate(Way)
    )
    for due in (None, DUE):
        yield SlotsOffer(
            ticket=TICKET,
            product="planner" if due else "",
            conference=LINK.about,
            author="anna",
            lines=lines if due else lines[:1],
            conference_due=due,
            link=LINK,
        )
        for reason in Wanted:
            yield SlotsWanted(
                ticket=TICKET, reason=reason, product="planner" if due else "", conference_due=due
            )
    for link in (None, LINK):
        for way, place in (
            (Way.TELEPHONE, "+46 8 123 45"),
            (Way.TEAMS, "https://teams.example.com/meet/1?p=2&q=3"),
        ):
            yield from _at_its_time(link, way, place)


def _at_its_time(link: Link | None, way: Way, place: str) -> Iterator[Letter]:
    for flag in (False, True):
        yield conference_set(link, way, place, moved=flag)
        yield conference_set(link, way, place).but(reminded=flag, product="planner" if flag else "")
        told = conference_set(link, way, place).model_dump(exclude={"letter", "moved", "reminded"})
        told |= {"product": "planner" if flag else ""}
        yield ConferenceOff.model_validate({**told, "by_member": flag})
        yield ConferenceOff.model_validate({**told, "by_member": False, "handed_over": flag})
    yield ConferenceReminder.model_validate(told)


def conference_set(
    link: Link | None = LINK,
    way: Way = Way.TEAMS,
    place: str = "https://teams.example.com/meet/1",
    *,
    moved: bool = False,
) -> ConferenceSet:
    """A conference on a Wednesday at ten in Stockholm."""
    return ConferenceSet(
        ticket=TICKET,
        conference=LINK.about,
        sequence=2 if moved else 1,
        slot="s1",
        start=START,
        minutes=30,
        way=way,
        place=place,
        author="anna",
        stamped=START - timedelta(days=1),
        link=link,
        moved=moved,
    )
