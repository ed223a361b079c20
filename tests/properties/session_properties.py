"""What holds of remote help in every history that can happen. Each function fails where it does not."""

from shared.domain.events.answer_events import Contact, ContactLogged
from shared.domain.events.session_events import (
    SessionConsented,
    SessionDeclined,
    SessionEnded,
    SessionEvent,
    SessionLapsed,
    SessionOffered,
    SessionStarted,
    SessionWithdrawn,
)
from shared.domain.letters.session_letters import SessionJoin
from shared.domain.sessions.session_holding import going_on
from tests.properties.history import History

ORDER: dict[type[SessionEvent], set[type[SessionEvent]]] = {
    SessionOffered: set(),
    SessionConsented: {SessionOffered},
    SessionDeclined: {SessionOffered, SessionConsented},
    SessionWithdrawn: {SessionOffered, SessionConsented},
    SessionStarted: {SessionConsented},
    SessionEnded: {SessionStarted},
    SessionLapsed: {SessionOffered, SessionConsented, SessionStarted},
}
"""Event -> the one before it in the same session."""


def nothing_happens_in_a_session_out_of_order(history: History) -> None:
    """Above all: none begins without consent."""
    for ticket in history.tickets.values():
        last: dict[str, type[SessionEvent]] = {}
        for event in (each for each in ticket.events if isinstance(each, SessionEvent)):
            before = last.get(event.session)
            assert before in ORDER[type(event)] if before else isinstance(event, SessionOffered)
            last[event.session] = type(event)


def a_session_counts_as_contact_exactly_where_its_end_is_logged(history: History) -> None:
    """At the same instant, by the same supporter; a lapse counts for nothing."""
    for commit in history.commits:
        ended = [each for each in commit.changes.events if isinstance(each, SessionEnded)]
        contacts = [each for each in commit.changes.events if isinstance(each, ContactLogged)]
        if commit.act not in {"contact", "held", "no_show", "by_mail"}:
            assert [(each.entry, each.at, each.author) for each in ended] == [
                (each.entry, each.at, each.author) for each in contacts
            ]
            assert all(each.contact is Contact.REMOTE_SESSION for each in contacts)


def where_to_join_is_mailed_with_consent_and_never_else(history: History) -> None:
    """Each time once."""
    for commit in history.commits:
        fresh = [each for each in commit.changes.sends if not each.attempts and not each.ended]
        mailed = [each for each in fresh if isinstance(each.letter, SessionJoin)]
        consented = [each for each in commit.changes.events if isinstance(each, SessionConsented)]
        assert len(mailed) == len(consented)


def a_session_lapses_at_its_instant_and_is_looked_at_by_then(history: History) -> None:
    """Never early; the ticket's next look is never later."""
    for commit in history.commits:
        before = {each.id: each for each in commit.before.state.sessions}
        for event in commit.changes.events:
            if isinstance(event, SessionLapsed):
                assert event.recorded >= before[event.session].lapses
        look = commit.after.next_look(commit.vendor.silence)
        for session in going_on(commit.after.state):
            assert look is not None
            assert look <= session.lapses


SESSION_PROPERTIES = (
    nothing_happens_in_a_session_out_of_order,
    a_session_counts_as_contact_exactly_where_its_end_is_logged,
    where_to_join_is_mailed_with_consent_and_never_else,
    a_session_lapses_at_its_instant_and_is_looked_at_by_then,
)
