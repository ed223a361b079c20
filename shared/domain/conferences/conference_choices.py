"""What a member decides about a conference, by a signed link: to pick, to ask for others, to decline."""

from datetime import datetime

from shared.domain.conferences.conference_mail import (
    Desktop,
    Party,
    handed_over_mails,
    last_offer,
    off_mails,
    set_mails,
    wanted_mails,
)
from shared.domain.conferences.conferring import Placed, refuse_over
from shared.domain.events.conference_events import ConferenceDeclined, OtherSlotsAsked, SlotPicked
from shared.domain.facts.conference import Conference, Deed
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.conference_letters import Wanted
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import decide_proving
from shared.domain.values.errors import LinkRevoked, SlotGone, SlotPassed
from shared.domain.values.identity import digest


def decide_pick(
    state: TicketState, link: Link, placed: Placed, party: Party, now: datetime, desk: Desktop
) -> Changes:
    """The conference is at the slot that the member picks, also where it had another; picked again: nothing.

    Raises:
        LinkRevoked, TicketMergedAway, ConferenceOver.
        SlotGone: it is not on offer.
        SlotPassed: it has begun.
    """
    conference = _opened(state, link)
    slot = next((each for each in conference.on_offer if each.id == placed.slot.id), None)
    if conference.picked and conference.picked.id == placed.slot.id:
        return Changes()
    refuse_over(state, conference)
    if slot is None:
        raise SlotGone
    if slot.start <= now:
        raise SlotPassed
    at = recorded_at(state, now)
    entry = _entry(conference, desk, Deed.PICKED, slot.id)
    event = SlotPicked(**_told(conference, entry, link, at), slot=slot)
    changes = decide_proving(state, link.person, at) + Changes(events=(event,))
    after = changes.state_after(state)
    told = conference_of_link(after, link)
    sends = set_mails(after, told, placed.place, party, at, desk)
    left = handed_over_mails(after, told.turn, conference.picked, placed.places, at, desk)
    return changes + Changes(sends=(*sends, *left))


def decide_asking_others(state: TicketState, link: Link, words: str, now: datetime, desk: Desktop) -> Changes:
    """Supporters are told that other slots are wanted; the same words about the same offer: once.

    Raises: LinkRevoked, TicketMergedAway, ConferenceOver.
    """
    conference = _opened(state, link)
    refuse_over(state, conference)
    entry = digest(desk.secret, "others", conference.id, last_offer(conference), words)
    if conference.done(entry):
        return Changes()
    at = recorded_at(state, now)
    event = OtherSlotsAsked(**_told(conference, entry, link, at))
    changes = decide_proving(state, link.person, at) + Changes(
        events=(event,), said=(Said(id=entry, text=words),)
    )
    after = changes.state_after(state)
    mails = wanted_mails(after, conference.turn, Wanted.OTHERS_ASKED, entry, at, desk)
    return changes + Changes(sends=mails)


def decide_declining(
    state: TicketState, link: Link, place: str, party: Party, now: datetime, desk: Desktop
) -> Changes:
    """The member wants none any more; both sides' calendars are told, and supporters. Again: nothing.

    Raises: LinkRevoked, TicketMergedAway, ConferenceOver.
    """
    conference = _opened(state, link)
    if conference.declined:
        return Changes()
    refuse_over(state, conference)
    at = recorded_at(state, now)
    entry = _entry(conference, desk, Deed.DECLINED)
    event = ConferenceDeclined(**_told(conference, entry, link, at))
    changes = decide_proving(state, link.person, at) + Changes(events=(event,))
    after = changes.state_after(state)
    told, slot = conference_of_link(after, link), conference.picked
    if slot:
        mails = off_mails(after, told, slot, place, party, at, desk, by_member=True)
    else:
        mails = wanted_mails(after, conference.turn, Wanted.DECLINED, entry, at, desk)
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


def _entry(conference: Conference, desk: Desktop, *what: str) -> str:
    return digest(desk.secret, "conference act", conference.id, str(len(conference.acts)), *what)


def _told(conference: Conference, entry: str, link: Link, at: datetime) -> dict[str, object]:
    return {
        "recorded": at,
        "at": at,
        "turn": conference.turn,
        "conference": conference.id,
        "entry": entry,
        "person": link.person,
    }
