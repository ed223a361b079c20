"""Random acts of hourly work, each through the real decisions; what these refuse does not happen."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from shared.domain.answers.answering import Addressees, AnswerFacts
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.letters.work_letters import QuoteLetter
from shared.domain.tickets.changes import Changes
from shared.domain.values.fields import ReasonBody
from shared.domain.values.vendor import Language
from shared.domain.work.accepting import DecidingFacts, decide_acceptance, decide_declining
from shared.domain.work.logging_minutes import MinutesBody, decide_minutes, decide_minutes_withdrawal
from shared.domain.work.quoting import BackFacts, QuoteBody, decide_quote, decide_quote_withdrawal
from tests.properties.acts import entry_of
from tests.properties.history import History

EVA = Recipient(address="eva@acme.example.org")
RUNE = Recipient(address="rune@acme.example.org")
OWNER = (Recipient(address="owner@acme.example.org"), Language.ENGLISH)


def quote(history: History, name: str, rng: Random) -> Changes:
    """A supporter quotes, sometimes to two people, sometimes with a copy."""
    state, now = history.ticket(name).state, history.now
    estimate = rng.choice((30, 60, 90))
    given = QuoteBody(
        author=rng.choice(("anna", "bo")),
        text="That is a new solution.",
        answers_up_to=rng.choice(state.turns).id,
        hourly_price=Decimal(rng.choice(("1200", "995.50"))),
        currency=rng.choice(("SEK", "EUR")),
        estimate_minutes=estimate,
        limit_minutes=estimate * rng.choice((1, 2)),
        last_day=(now + timedelta(days=rng.choice((0, 3, 30)))).date(),
    )
    people = [Addressees(to=EVA, cc=(RUNE,) if rng.random() < 0.3 else ())]
    people += [Addressees(to=RUNE)] if rng.random() < 0.2 else []
    facts = AnswerFacts(entry=entry_of(history), addressees=tuple(people))
    return decide_quote(state, given, facts, now, history.house)


def quote_withdrawal(history: History, name: str, rng: Random) -> Changes:
    """A quote is taken back."""
    state = history.ticket(name).state
    given = ReasonBody(author="bo", reason="a mistake")
    facts = BackFacts(entry=entry_of(history, _quote(state, rng)), people=(EVA,))
    return decide_quote_withdrawal(state, given, facts, history.now, history.house)


def acceptance(history: History, name: str, rng: Random) -> Changes:
    """Somebody opens the link of a mail and accepts."""
    state, facts = history.ticket(name).state, _deciding(history, name, rng)
    return decide_acceptance(state, "Eva Ek", facts, history.now, history.house) if facts else Changes()


def declining(history: History, name: str, rng: Random) -> Changes:
    """Somebody opens the link of a mail and declines."""
    state, facts = history.ticket(name).state, _deciding(history, name, rng)
    return decide_declining(state, "Eva Ek", facts, history.now, history.house) if facts else Changes()


def minutes(history: History, name: str, rng: Random) -> Changes:
    """Minutes are logged, today or for some day before, perhaps under a quote that is named."""
    state, now = history.ticket(name).state, history.now
    given = MinutesBody(
        author="anna",
        minutes=rng.choice((1, 15, 25, 60)),
        text="Wrote the report.",
        day=(now - timedelta(days=rng.randrange(3))).date() if rng.random() < 0.5 else None,
        quote=_quote(state, rng) if rng.random() < 0.3 else None,
    )
    return decide_minutes(state, given, entry_of(history), now, history.house)


def minutes_withdrawal(history: History, name: str, rng: Random) -> Changes:
    """Logged minutes were a mistake."""
    state = history.ticket(name).state
    entry = rng.choice([*(each.entry for each in state.work.entries), *state.work.withdrawn, ""])
    given = ReasonBody(author="anna", reason="a mistake")
    return decide_minutes_withdrawal(state, given, entry_of(history, entry), history.now, history.house)


def _deciding(history: History, name: str, rng: Random) -> DecidingFacts | None:
    """What somebody types who follows one of the links that were ever mailed."""
    links = [
        send.letter.link
        for commit in history.commits
        if commit.ticket == name
        for send in commit.changes.sends
        if isinstance(send.letter, QuoteLetter)
    ]
    if not links:
        return None
    owner = OWNER if rng.random() < 0.5 else None
    return DecidingFacts(link=rng.choice(links), person=EVA, content="c", owner=owner)


def _quote(state: TicketState, rng: Random) -> str:
    return rng.choice([each.id for each in state.work.quotes] or ["aaaaaaaaaaaaaaaa"])
