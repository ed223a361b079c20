"""What a member decides about a conference, by a signed link: to pick, to ask for others, to decline."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from shared.domain.conferences import conference_mail
from shared.domain.conferences.conference_standing import refuse_over
from shared.domain.events.conference_events import ConferenceDeclined, OtherSlotsAsked, SlotPicked
from shared.domain.facts.conference import Conference, Deed
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.conference_letters import Wanted
from shared.domain.refusals.errors import LinkRevoked, SlotGone, SlotPassed
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import decide_proving
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import digest


class ChoiceFacts(Frozen):
    """What a member's choice needs beside the ticket: the link, whose it is, and the places of the slots."""

    link: Link
    party: conference_mail.Party
    places: Mapping[str, str] = Field(default_factory=dict)


def decide_pick(state: TicketState, given: str, facts: ChoiceFacts, now: datetime, house: House) -> Changes:
    """The conference is at the slot given, also where it had another; picked again: nothing.

    Raises:
        LinkRevoked, TicketMergedAway, ConferenceOver.
        SlotGone: it is not on offer.
        SlotPassed: it has begun.
    """
    link, party, places = facts.link, facts.party, facts.places
    conference = _opened(state, link)
    slot = next((each for each in conference.on_offer if each.id == given), None)
    if conference.picked and conference.picked.id == given:
        return Changes()
    refuse_over(state, conference)
    if slot is None:
        raise SlotGone
    if slot.start <= now:
        raise SlotPassed
    at = recorded_at(state, now)
    event = SlotPicked(
        **_told(conference, _entry(conference, house, Deed.PICKED, slot.id), link, at), slot=slot
    )
    changes = decide_proving(state, link.person, at) + Changes(events=(event,))
    after = changes.state_after(state)
    told = conference_of_link(after, link)
    sends = conference_mail.set_mails(after, told, places.get(given, ""), party, at, house)
    left = conference_mail.handed_over_mails(after, told.turn, conference.picked, places, at, house)
    return changes + Changes(sends=(*sends, *left))


def decide_asking_others(
    state: TicketState, given: str, facts: ChoiceFacts, now: datetime, house: House
) -> Changes:
    """Supporters are told in these words that other slots are wanted; the same about the same offer: once.

    Raises: LinkRevoked, TicketMergedAway, ConferenceOver.
    """
    link = facts.link
    conference = _opened(state, link)
    refuse_over(state, conference)
    entry = digest(house.secret, "others", conference.id, conference_mail.last_offer(conference), given)
    if conference.done(entry):
        return Changes()
    at = recorded_at(state, now)
    event = OtherSlotsAsked(**_told(conference, entry, link, at))
    asked = Changes(events=(event,), said=(Said(id=entry, text=given),))
    changes = decide_proving(state, link.person, at) + asked
    after = changes.state_after(state)
    mails = conference_mail.wanted_mails(after, conference.turn, Wanted.OTHERS_ASKED, entry, at, house)
    return changes + Changes(sends=mails)


def decide_declining(
    state: TicketState, given: None, facts: ChoiceFacts, now: datetime, house: House
) -> Changes:
    """The member wants none any more; both sides' calendars are told, and supporters. Again: nothing.

    Raises: LinkRevoked, TicketMergedAway, ConferenceOver.
    """
    del given
    link, party = facts.link, facts.party
    conference = _opened(state, link)
    if conference.declined:
        return Changes()
    refuse_over(state, conference)
    at = recorded_at(state, now)
    entry = _entry(conference, house, Deed.DECLINED)
    event = ConferenceDeclined(**_told(conference, entry, link, at))
    changes = decide_proving(state, link.person, at) + Changes(events=(event,))
    after = changes.state_after(state)
    told, slot = conference_of_link(after, link), conference.picked
    if slot:
        place = facts.places.get(slot.id, "")
        mails = conference_mail.off_mails(after, told, slot, place, party, at, house, by_member=True)
    else:
        mails = conference_mail.wanted_mails(after, conference.turn, Wanted.DECLINED, entry, at, house)
    return changes + Changes(sends=mails)


def conference_of_link(state: TicketState, link: Link) -> Conference:
    """The conference that the link is about. Raises ``LinkRevoked`` where the ticket has it no more."""
    for each in state.conferences:
        if each.id == link.about:
            return each
    raise LinkRevoked


def _opened(state: TicketState, link: Link) -> Conference:
    """The conference, where the link still opens it. One that came here by merge or split keeps its links."""
    if link.ticket == state.id:
        link.must_hold(state.link_series)
    refuse_merged(state)
    return conference_of_link(state, link)


def _entry(conference: Conference, house: House, *what: str) -> str:
    return digest(house.secret, "conference act", conference.id, str(len(conference.acts)), *what)


def _told(conference: Conference, entry: str, link: Link, at: datetime) -> dict[str, object]:
    return {
        "recorded": at,
        "at": at,
        "turn": conference.turn,
        "conference": conference.id,
        "entry": entry,
        "person": link.person,
    }
