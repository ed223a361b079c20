"""Which mails go out when a conference is offered, set, moved or off, and which have become pointless."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from shared.domain.clocks.clocks import clock_named
from shared.domain.facts.conference import Conference, Deed, Slot
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
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
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.recipients import supporter, supporters_for
from shared.domain.values.errors import AuthorUnknown
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import ClockKind, Language, Vendor

REMINDED_BEFORE = timedelta(hours=1)
SOON = timedelta(minutes=75)
"""Whoever is told of a conference that is this near needs no reminder of it."""


class Party(Frozen):
    """The requester of a conference: where its mail goes, and the digest of its address."""

    to: Recipient
    person: str


class Desktop(Frozen):
    """What a decision about a conference needs beside the ticket: the vendor's terms, and the secret."""

    vendor: Vendor
    secret: bytes


def conference_due(state: TicketState, turn: str) -> datetime | None:
    """Until when the conference of this turn was promised; None where no clock runs for it."""
    clock = clock_named(state, f"{ClockKind.CONFERENCE}-{turn}")
    return clock.due if clock else None


def offer_mail(
    state: TicketState, conference: Conference, party: Party, at: datetime, desk: Desktop
) -> tuple[Send, ...]:
    """The slots that can be picked now, to the requester."""
    offer = conference.acts[-1]
    letter = SlotsOffer(
        ticket=state.id,
        conference=conference.id,
        author=offer.slots[0].host,
        lines=tuple(
            _line(slot)
            for slot in sorted(conference.on_offer, key=lambda each: each.start)
            if slot.start > at
        ),
        conference_due=conference_due(state, conference.turn),
        link=conference_link(state, conference, party.person, at),
    )
    return (_send(state, letter, party.to, state.language, (conference.turn, offer.entry), at, desk),)


def set_mails(
    state: TicketState, conference: Conference, place: str, party: Party, at: datetime, desk: Desktop
) -> tuple[Send, ...]:
    """Its time, to both sides; and a reminder to each an hour before, where that is not right now."""
    slot = conference.acts[-1].slots[0]
    moved = conference.sequence > 1
    facts = _facts(state, conference, slot, place, at)
    reminded = slot.start - REMINDED_BEFORE
    sends = []
    for to, language, link in _sides(state, conference, slot, party, at, desk.vendor):
        told = ConferenceSet(**facts, link=link, moved=moved)
        keys = (conference.turn, str(conference.sequence))
        sends.append(_send(state, told, to, language, keys, at, desk))
        if slot.start - at > SOON:
            reminder = ConferenceReminder(**facts, link=link)
            sends.append(_send(state, reminder, to, language, keys, reminded, desk))
    return tuple(sends)


def off_mails(  # noqa: PLR0913 - what is off, and for whom
    state: TicketState,
    conference: Conference,
    slot: Slot,
    place: str,
    party: Party,
    at: datetime,
    desk: Desktop,
    *,
    by_member: bool,
) -> tuple[Send, ...]:
    """That it is not at its time any more, to both sides."""
    facts = _facts(state, conference, slot, place, at)
    keys = (conference.turn, str(conference.sequence))
    return tuple(
        _send(state, ConferenceOff(**facts, link=link, by_member=by_member), to, language, keys, at, desk)
        for to, language, link in _sides(state, conference, slot, party, at, desk.vendor)
    )


def handed_over_mails(
    state: TicketState, turn: str, left: Slot | None, places: Mapping[str, str], at: datetime, desk: Desktop
) -> tuple[Send, ...]:
    """Whoever was to hold the conference at the slot that it left is told, where another one holds it now.

    ``state``: after the move. ``places``: the places of its slots, by slot.
    """
    conference = state.conference(turn)
    slot = conference.picked if conference else None
    if left is None or conference is None or slot is None or slot.host == left.host:
        return ()
    facts = _facts(state, conference, left, places.get(left.id, ""), at)
    letter = ConferenceOff(**facts, by_member=False, handed_over=True)
    keys = (turn, str(conference.sequence), "handed over")
    return tuple(
        _send(state, letter, to, each, keys, at, desk) for to, each in _host(state, left, desk.vendor)
    )


def wanted_mails(
    state: TicketState, turn: str, reason: Wanted, entry: str, at: datetime, desk: Desktop
) -> tuple[Send, ...]:
    """Supporters are told that they have to see to it."""
    letter = SlotsWanted(
        ticket=state.id,
        reason=reason,
        product=desk.vendor.product_name(state.product),
        conference_due=conference_due(state, turn),
    )
    return tuple(
        _send(state, letter, to, language, (turn, reason, entry), at, desk)
        for to, language in supporters_for(state.owner, desk.vendor)
    )


def superseded(state: TicketState, letter: Letter) -> str:
    """Why this mail about a conference need not be sent any more; else ""."""
    if isinstance(letter, ConferenceSet | ConferenceReminder):
        conference = _of(state, letter.conference)
        at_its_time = conference and conference.picked and conference.sequence == letter.sequence
        return "" if at_its_time else "the conference is not at this time any more"
    if isinstance(letter, SlotsOffer):
        conference = _of(state, letter.conference)
        return "" if conference and conference.on_offer else "the slots are not on offer any more"
    return ""


def _of(state: TicketState, conference: str) -> Conference | None:
    return next((each for each in state.conferences if each.id == conference), None)


def _sides(
    state: TicketState, conference: Conference, slot: Slot, party: Party, at: datetime, vendor: Vendor
) -> list[tuple[Recipient, Language, Link | None]]:
    """The requester, with a link of its own, and the supporter who will be there."""
    link = conference_link(state, conference, party.person, at)
    return [(party.to, state.language, link), *((to, each, None) for to, each in _host(state, slot, vendor))]


def _host(state: TicketState, slot: Slot, vendor: Vendor) -> list[tuple[Recipient, Language]]:
    """Who will be there; whoever minds the ticket, where that one works here no more."""
    try:
        host = supporter(slot.host, vendor)
    except AuthorUnknown:
        return list(supporters_for(state.owner, vendor))
    return [(Recipient(address=host.address, name=host.name), host.language)]


def _facts(
    state: TicketState, conference: Conference, slot: Slot, place: str, at: datetime
) -> dict[str, object]:
    return {
        "ticket": state.id,
        "conference": conference.id,
        "sequence": conference.sequence,
        "slot": slot.id,
        "place": place,
        "author": slot.host,
        "stamped": at,
        **_line(slot).model_dump(),
    }


def _line(slot: Slot) -> SlotLine:
    minutes = round((slot.end - slot.start) / timedelta(minutes=1))
    return SlotLine(start=slot.start, minutes=minutes, way=slot.way)


def conference_link(state: TicketState, conference: Conference, person: str, at: datetime) -> Link:
    """The link to the conference for its requester, made at this instant."""
    return Link.lasting(
        Purpose.CONFERENCE, state.id, person, at, about=conference.id, series=state.link_series
    )


def _send(
    state: TicketState,
    letter: Letter,
    to: Recipient,
    language: Language,
    keys: tuple[str, ...],
    not_before: datetime,
    desk: Desktop,
) -> Send:
    """``keys`` tell this mail from others of its kind about the same conference; the first is its turn."""
    return Send(
        id=operation_id(desk.secret, state.id, letter.letter, *keys, to.address),
        letter=letter,
        to=to,
        language=language,
        not_before=not_before,
        turn=keys[0],
    )


def last_offer(conference: Conference) -> str:
    """The entry of the last offer, "" where there was none."""
    return next((act.entry for act in reversed(conference.acts) if act.deed is Deed.OFFERED), "")
