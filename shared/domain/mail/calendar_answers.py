"""The decision about a calendar's answer to an invitation: noted, and a refusal told to who offered."""

from datetime import datetime

from shared.domain.conferences.conference_mail import conference_due, hosts_of
from shared.domain.events.conference_events import InvitationAnswered
from shared.domain.facts.conference import Conference
from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.incoming import Automatic
from shared.domain.letters.composing import compose_to_all
from shared.domain.letters.conference_letters import SlotsWanted, Wanted
from shared.domain.letters.sends import Send
from shared.domain.mail.automatic_mail import decide_keeping
from shared.domain.mail.mail_senders import Standing
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.attendance import Attendance
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House


class CalendarNote(Frozen):
    """What is noted: which conference's invitation was answered, how, and the mail that says so."""

    conference: str
    attendance: Attendance
    said: Said


def conference_of(event: str, sender_address: str) -> str:
    """The conference in the UID of a calendar entry of ours (verify it on reading); "" where it is none."""
    name, _, domain = event.partition("@")
    ours = domain.casefold() == sender_address.rpartition("@")[2].casefold()
    return name if ours and len(name) == len(name.strip()) and name.isalnum() else ""


def decide_calendar_note(
    state: TicketState, given: CalendarNote, standing: Standing | None, now: datetime, house: House
) -> Changes:
    """No turn, no clock, and the conference stands as it did. The second time nothing changes.

    ``standing``: what who answered is to the ticket. Only who is known there is believed.
    """
    noted = decide_keeping(state, given.said, Automatic.CALENDAR_ANSWER, now)
    conference = next((each for each in state.conferences if each.id == given.conference), None)
    if not noted.events or standing is not Standing.KNOWN or conference is None or conference.picked is None:
        return noted
    at = recorded_at(state, now)
    event = InvitationAnswered(
        recorded=at,
        at=at,
        turn=conference.turn,
        conference=conference.id,
        entry=given.said.id,
        attendance=given.attendance,
    )
    refused = given.attendance is Attendance.DECLINED
    sends = _told(state, conference, given.said.id, at, house) if refused else ()
    return noted + Changes(events=(event,), sends=sends)


def _told(
    state: TicketState, conference: Conference, about: str, at: datetime, house: House
) -> tuple[Send, ...]:
    """The supporter who offered the slot, and is there; whoever minds the ticket, where that one left."""
    letter = SlotsWanted(
        ticket=state.id,
        reason=Wanted.INVITATION_DECLINED,
        product=house.vendor.product_name(state.product),
        conference_due=conference_due(state, conference.turn),
    )
    readers = hosts_of(state, conference.picked.host if conference.picked else "", house.vendor)
    keys = (state.id, "invitation declined", about)
    return compose_to_all(house, letter, readers, at, *keys, turn=conference.turn)
