"""Which mails go out when a conference is offered, set, moved or off, and which have become pointless."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from shared.domain.clocks.clocks import clock_named
from shared.domain.facts.conference import Conference, Deed, Slot
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import Reader, compose
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
from shared.domain.members.recipients import named_or_minding, supporters_for
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.vendor import ClockKind, Vendor

REMINDED_BEFORE = timedelta(hours=1)
SOON = timedelta(minutes=75)
"""Whoever is told of a conference that is this near needs no reminder of it."""


class Party(Frozen):
    """The requester of a conference: where its mail goes, and the digest of its address."""

    to: Recipient
    person: str


def conference_due(state: TicketState, turn: str) -> datetime | None:
    """Until when the conference of this turn was promised; None where no clock runs for it."""
    clock = clock_named(state, f"{ClockKind.CONFERENCE}-{turn}")
    return clock.due if clock else None


def offer_mail(
    state: TicketState, conference: Conference, party: Party, at: datetime, house: House
) -> tuple[Send, ...]:
    """The slots that can be picked now, to the requester."""
    offer = conference.acts[-1]
    letter = SlotsOffer(
        ticket=state.id,
        product=state.product,
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
    return (_mail(state, letter, (party.to, state.language), (conference.turn, offer.entry), at, house),)


def set_mails(
    state: TicketState, conference: Conference, place: str, party: Party, at: datetime, house: House
) -> tuple[Send, ...]:
    """Its time, to both sides; and a reminder to each an hour before, where that is not right now."""
    slot = conference.acts[-1].slots[0]
    moved = conference.sequence > 1
    facts = _facts(state, conference, slot, place, at)
    reminded = slot.start - REMINDED_BEFORE
    keys = (conference.turn, str(conference.sequence))
    sends = []
    for reader, link in _sides(state, conference, slot, party, at, house.vendor):
        told = ConferenceSet(**facts, link=link, moved=moved, reminded=slot.start - at > SOON)
        sends.append(_mail(state, told, reader, keys, at, house))
        if told.reminded:
            sends.append(_mail(state, ConferenceReminder(**facts, link=link), reader, keys, reminded, house))
    return tuple(sends)


def off_mails(  # noqa: PLR0913 - what is off, and for whom
    state: TicketState,
    conference: Conference,
    slot: Slot,
    place: str,
    party: Party,
    at: datetime,
    house: House,
    *,
    by_member: bool,
) -> tuple[Send, ...]:
    """That it is not at its time any more, to both sides."""
    facts = _facts(state, conference, slot, place, at)
    keys = (conference.turn, str(conference.sequence))
    return tuple(
        _mail(state, ConferenceOff(**facts, link=link, by_member=by_member), reader, keys, at, house)
        for reader, link in _sides(state, conference, slot, party, at, house.vendor)
    )


def handed_over_mails(
    state: TicketState, turn: str, left: Slot | None, places: Mapping[str, str], at: datetime, house: House
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
    readers = hosts_of(state, left.host, house.vendor)
    return tuple(_mail(state, letter, reader, keys, at, house) for reader in readers)


def wanted_mails(
    state: TicketState, turn: str, reason: Wanted, entry: str, at: datetime, house: House
) -> tuple[Send, ...]:
    """Supporters are told that they have to see to it."""
    letter = SlotsWanted(
        ticket=state.id,
        reason=reason,
        product=house.vendor.product_name(state.product),
        conference_due=conference_due(state, turn),
    )
    readers = supporters_for(state.owner, house.vendor)
    return tuple(_mail(state, letter, reader, (turn, reason, entry), at, house) for reader in readers)


def _mail(
    state: TicketState, letter: Letter, to: Reader, keys: tuple[str, ...], at: datetime, house: House
) -> Send:
    """``keys`` tell this mail from others of its kind about the same conference; the first is its turn."""
    return compose(house, letter, to, at, state.id, letter.letter, *keys, turn=keys[0])


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
) -> list[tuple[Reader, Link | None]]:
    """The requester, with a link of its own, and the supporter who will be there."""
    link = conference_link(state, conference, party.person, at)
    return [
        ((party.to, state.language), link),
        *((each, None) for each in hosts_of(state, slot.host, vendor)),
    ]


def hosts_of(state: TicketState, named: str, vendor: Vendor) -> Sequence[Reader]:
    """The supporter of this id, who will be there; whoever minds the ticket where that one has left."""
    return named_or_minding(named, state.owner, vendor)


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
        "member": state.member_name,
        "product": state.product,
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


def last_offer(conference: Conference) -> str:
    """The entry of the last offer, "" where there was none."""
    return next((act.entry for act in reversed(conference.acts) if act.deed is Deed.OFFERED), "")
