"""The desk closes what is silent: the act, and what holds of every closing."""

from datetime import timedelta
from random import Random

from shared.domain.agenda.closing import decide_closing
from shared.domain.answers.answering import Addressees, AnswerBody, AnswerFacts, decide_answer
from shared.domain.events.message_events import TicketClosedByDesk
from shared.domain.sessions.session_holding import going_on
from shared.domain.tickets.changes import Changes
from tests.properties.acts import REQUESTER, entry_of
from tests.properties.delivery_acts import deliver_all
from tests.properties.history import History

STILL = frozenset({"close_silent"})
_MOMENT = timedelta(microseconds=1)


def close_silent(history: History, name: str, rng: Random) -> Changes:
    """Whatever was asked is answered, all mails leave, and a look comes when silence closes the ticket.

    Or just before that, or a day later.
    """
    _answer_all(history, name)
    deliver_all(history, name)
    header, after = history.ticket(name).header, history.vendor.close_after
    closes = header.closes_at(after)
    if closes is None:
        return Changes()
    history.now = max(history.now, closes + rng.choice((-_MOMENT, timedelta(), timedelta(days=1))))
    return decide_closing(header.state, history.now, after)


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


def _answer_all(history: History, name: str) -> None:
    state = history.ticket(name).state
    if not state.unanswered():
        return
    given = AnswerBody(author="anna", text="Press save.", answers_up_to=state.turns[-1].id)
    facts = AnswerFacts(entry=entry_of(history), addressees=(Addressees(to=REQUESTER),))
    history.commit("answer", name, decide_answer(state, given, facts, history.now, history.house))


def closings(history: History) -> int:
    """How often the desk closed a ticket."""
    events = (event for commit in history.commits for event in commit.changes.events)
    return sum(isinstance(event, TicketClosedByDesk) for event in events)


PROPERTIES = (
    the_desk_closes_only_what_is_answered_and_silent,
    an_open_ticket_stands_in_one_list_and_what_runs_at_its_due_instant,
)
