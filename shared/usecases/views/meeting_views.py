"""What a supporter reads of a ticket's conferences and remote help: every act, with words and places."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.conference import Conference, Deed, Slot, Way
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.sessions.session_offering import session_named
from shared.domain.tickets.changes import Said
from shared.domain.values.attendance import Attendance
from shared.domain.values.frozen import Frozen, Instant
from shared.usecases.records.ticket_rows import WholeTicket
from shared.usecases.views.views import ActView, act_view


class SlotView(Frozen):
    """A slot; ``place`` is the number or address at which people meet."""

    id: str
    start: Instant
    end: Instant
    way: Way
    host: str
    place: str


class ConferenceActView(Frozen):
    """What was done; ``words``: what the member wrote when it asked for other slots."""

    deed: Deed
    at: Instant
    slots: tuple[SlotView, ...]
    words: str


class TicketConferenceView(Frozen):
    """The conference that a turn asked for. ``picked``: when it is to be held; ``declined``: it is not.

    ``attendance``: what the member's calendar answered to the invitation to that time, where it did.
    """

    turn: str
    picked: SlotView | None
    declined: bool
    attendance: Attendance | None
    acts: tuple[ConferenceActView, ...]


def conference_views(whole: WholeTicket) -> tuple[TicketConferenceView, ...]:
    """Every conference about which something was done."""
    return tuple(_view(whole, each) for each in whole.header.state.conferences)


def _view(whole: WholeTicket, conference: Conference) -> TicketConferenceView:
    return TicketConferenceView(
        turn=conference.turn,
        picked=_slot(whole, conference.picked) if conference.picked else None,
        declined=conference.declined,
        attendance=conference.attendance,
        acts=tuple(
            ConferenceActView(
                deed=act.deed,
                at=act.at,
                slots=tuple(_slot(whole, slot) for slot in act.slots),
                words=whole.said[act.entry].text if act.entry in whole.said else "",
            )
            for act in conference.acts
        ),
    )


def _slot(whole: WholeTicket, slot: Slot) -> SlotView:
    place = whole.said[slot.id].meets_at if slot.id in whole.said else ""
    return SlotView(**slot.model_dump(), place=place)


class SessionView(Frozen):
    """One session. ``planned``: when it is to begin; None: at once. ``entry``: the contact it ended as.

    ``lapses``: until when something may come of it; None where nothing does any more.
    """

    id: str
    author: str
    stage: Stage
    planned: Instant | None
    offered: Instant
    consented: Instant | None
    started: Instant | None
    ended: Instant | None
    lapses: Instant | None
    entry: str
    email: str = ""
    join_address: str = ""


class SessionActView(ActView):
    """The ticket after an act on a session, and the session."""

    session: SessionView


def session_act_view(header: TicketHeader, session: str, now: datetime) -> SessionActView:
    """What the act came to, in brief."""
    seen = _session_view(session_named(header.state, session), Said(id=session))
    return SessionActView(**dict(act_view(header, now)), session=seen)


def session_views(whole: WholeTicket) -> tuple[SessionView, ...]:
    """Every session of the ticket, with whom it was offered to and where it was to be joined."""
    return tuple(
        _session_view(each, whole.said.get(each.id) or Said(id=each.id))
        for each in whole.header.state.sessions
    )


def _session_view(session: RemoteSession, said: Said) -> SessionView:
    return SessionView.of(
        session, lapses=session.lapses if session.going_on else None, email=said.email, join_address=said.text
    )
