"""What holds of hourly work in every history. Each function fails where it does not."""

from collections import Counter

from shared.domain.books.months import month_of_day
from shared.domain.events.work_events import LimitNeared, MinutesLogged, QuoteAccepted, QuoteDeclined
from shared.domain.facts.ticket import How
from shared.domain.facts.work import QuoteStatus
from shared.domain.letters.work_letters import LimitNear, QuoteLetter
from tests.properties.history import History


def nothing_is_logged_but_under_an_accepted_quote_within_its_limit(history: History) -> None:
    """At the instant of logging; never before the day of the acceptance; and never past the limit."""
    for commit in history.commits:
        work = commit.after.state.work
        assert all(0 <= work.left(quote) <= quote.terms.limit_minutes for quote in work.quotes)
        for event in commit.changes.events:
            if isinstance(event, MinutesLogged):
                accepted = commit.before.state.work.quote(event.quote).accepted
                assert accepted is not None
                assert accepted.astimezone(commit.vendor.zone).date() <= event.day
                assert month_of_day(event.day) in commit.after.months


def a_quote_is_decided_on_once_and_in_time(history: History) -> None:
    """By a person whose address is proved by it; withdrawn, expired or undelivered quotes never are."""
    decided: Counter[str] = Counter()
    for commit in history.commits:
        for event in commit.changes.events:
            if isinstance(event, QuoteAccepted | QuoteDeclined):
                state = commit.before.state
                status = state.work.quote(event.quote).status(state.void, event.at)
                assert status is QuoteStatus.OFFERED
                assert event.person in commit.after.state.proved
                decided[event.quote] += 1
    assert set(decided.values()) <= {1}


def declined_is_an_end_of_what_the_quote_answered(history: History) -> None:
    """And only that: no clock that had ended before changes."""
    for ticket in history.tickets.values():
        for quote in ticket.state.work.quotes:
            ended = [each for each in ticket.state.endings if each.id == quote.entry]
            assert [each.how for each in ended] == ([How.DECLINED] if quote.declined else [])
            if quote.declined:
                assert {each.id for each in ticket.state.unanswered()}.isdisjoint(quote.turns)
    for commit in history.commits:
        if commit.act in {"acceptance", "declining", "minutes", "minutes_withdrawal", "quote_withdrawal"}:
            assert commit.clocks_until_then == commit.clocks_after


def people_are_warned_of_a_limit_once_when_it_is_near(history: History) -> None:
    """Once a quote, by the entry with which 80 % are used."""
    warned: Counter[str] = Counter()
    for commit in history.commits:
        before, after = commit.before.state.work, commit.after.state.work
        told = [send.letter for send in commit.changes.sends if isinstance(send.letter, LimitNear)]
        for event in commit.changes.events:
            if isinstance(event, LimitNeared):
                warned[event.quote] += 1
                quote = after.quote(event.quote)
                assert 10 * after.logged(quote.id) >= 8 * quote.terms.limit_minutes
                assert 10 * before.logged(quote.id) < 8 * quote.terms.limit_minutes
                assert any(each.left_minutes == after.left(quote) for each in told)
    assert set(warned.values()) <= {1}


def a_link_to_a_quote_goes_to_its_person_alone(history: History) -> None:
    """Every mail with a link has one recipient, and the link names that recipient and that quote."""
    for commit in history.commits:
        for send in commit.changes.sends:
            if isinstance(send.letter, QuoteLetter):
                link = send.letter.link
                assert send.cc == ()
                assert commit.after.state.work.quote(link.about).answer == send.letter.answer
                assert link.ticket == commit.ticket


PROPERTIES = (
    nothing_is_logged_but_under_an_accepted_quote_within_its_limit,
    a_quote_is_decided_on_once_and_in_time,
    declined_is_an_end_of_what_the_quote_answered,
    people_are_warned_of_a_limit_once_when_it_is_near,
    a_link_to_a_quote_goes_to_its_person_alone,
)
