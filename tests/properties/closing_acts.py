"""The desk closes what is silent: the act, and what holds of every closing."""

from random import Random

from shared.domain.agenda.closing import decide_closing
from shared.domain.events.message_events import TicketClosedByDesk
from shared.domain.sessions.session_holding import going_on
from shared.domain.tickets.changes import Changes
from tests.properties.history import History

STILL = frozenset({"close_silent"})


def close_silent(history: History, name: str, rng: Random) -> Changes:
    """A look comes after a while of silence, if it was long enough."""
    header, after = history.ticket(name).header, history.vendor.close_after
    history.now += after * rng.choice((0, 0.5, 1))
    return decide_closing(header.state, history.now, after) if header.closes_at(after) else Changes()


def the_desk_closes_only_what_is_answered_and_silent(history: History) -> None:
    """Nothing was unanswered, ran, or was to be sent; silent for as long as is set; no mail."""
    for commit in history.commits:
        before, changes = commit.before, commit.changes
        for event in changes.events:
            if isinstance(event, TicketClosedByDesk):
                assert not before.state.unanswered()
                assert all(clock.ended for clock in commit.clocks_until_then.values())
                assert not before.unsent
                assert not going_on(before.state)
                assert event.at - event.silent_since >= commit.vendor.close_after
                assert before.state.closed is None
                assert changes == Changes(events=(event,))


def an_open_ticket_stands_in_one_list_and_what_runs_at_its_due_instant(history: History) -> None:
    """A closed one stands in none, unless a clock runs."""
    for commit in history.commits:
        due = min((clock.due for clock in commit.clocks_after.values() if clock.ended is None), default=None)
        row = commit.after.open_row()
        assert (row is None) == (commit.after.state.closed is not None and due is None)
        assert not due or commit.after.listed == due
        assert not row or row.startswith("open-") == (due is not None)
        assert not set(commit.after.rows()) & set(commit.after.stale)


PROPERTIES = (
    the_desk_closes_only_what_is_answered_and_silent,
    an_open_ticket_stands_in_one_list_and_what_runs_at_its_due_instant,
)
