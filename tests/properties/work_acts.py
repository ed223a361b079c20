"""Random acts of hourly work, each through the real decisions; what these refuse does not happen."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from shared.domain.answers.answering import Addressees, AnswerGiven
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Terms
from shared.domain.letters.sends import Recipient
from shared.domain.letters.work_letters import QuoteLetter
from shared.domain.tickets.changes import Changes
from shared.domain.values.money import Price
from shared.domain.values.vendor import Language
from shared.domain.work.accepting import Deciding, decide_acceptance, decide_declining
from shared.domain.work.logging_minutes import MinutesGiven, decide_minutes, decide_minutes_withdrawal
from shared.domain.work.quoting import TakingBack, decide_quote, decide_quote_withdrawal
from tests.properties.history import SECRET, History

EVA = Recipient(address="eva@acme.example.org")
RUNE = Recipient(address="rune@acme.example.org")
OWNER = (Recipient(address="owner@acme.example.org"), Language.ENGLISH)


def quote(history: History, name: str, rng: Random) -> Changes:
    """A supporter quotes, sometimes to two people, sometimes with a copy."""
    state, now = history.ticket(name).state, history.now
    given = AnswerGiven(
        id=_entry(history),
        content="c",
        author=rng.choice(("anna", "bo")),
        text="That is a new solution.",
        answers_up_to=rng.choice(state.turns).id,
    )
    estimate = rng.choice((30, 60, 90))
    terms = Terms(
        price=Price(amount=Decimal(rng.choice(("1200", "995.50"))), currency=rng.choice(("SEK", "EUR"))),
        estimate_minutes=estimate,
        limit_minutes=estimate * rng.choice((1, 2)),
        last_day=(now + timedelta(days=rng.choice((0, 3, 30)))).date(),
    )
    people = [Addressees(to=EVA, cc=(RUNE,) if rng.random() < 0.3 else ())]
    people += [Addressees(to=RUNE)] if rng.random() < 0.2 else []
    return decide_quote(state, given, terms, people, now, history.vendor, SECRET)


def quote_withdrawal(history: History, name: str, rng: Random) -> Changes:
    """A quote is taken back."""
    state = history.ticket(name).state
    taking = TakingBack(quote=_quote(state, rng), author="bo", reason="a mistake", people=(EVA,))
    return decide_quote_withdrawal(state, taking, history.now, history.vendor, SECRET)


def acceptance(history: History, name: str, rng: Random) -> Changes:
    """Somebody opens the link of a mail and accepts."""
    state, given = history.ticket(name).state, _deciding(history, name, rng)
    return decide_acceptance(state, given, history.now, history.vendor, SECRET) if given else Changes()


def declining(history: History, name: str, rng: Random) -> Changes:
    """Somebody opens the link of a mail and declines."""
    state, given = history.ticket(name).state, _deciding(history, name, rng)
    return decide_declining(state, given, history.now, history.vendor, SECRET) if given else Changes()


def minutes(history: History, name: str, rng: Random) -> Changes:
    """Minutes are logged, today or for some day before, perhaps under a quote that is named."""
    state, now = history.ticket(name).state, history.now
    given = MinutesGiven(
        entry=_entry(history),
        content="c",
        author="anna",
        minutes=rng.choice((1, 15, 25, 60)),
        text="Wrote the report.",
        day=(now - timedelta(days=rng.randrange(3))).date() if rng.random() < 0.5 else None,
        quote=_quote(state, rng) if rng.random() < 0.3 else "",
    )
    return decide_minutes(state, given, now, history.vendor, SECRET)


def minutes_withdrawal(history: History, name: str, rng: Random) -> Changes:
    """Logged minutes were a mistake."""
    state = history.ticket(name).state
    entry = rng.choice([*(each.entry for each in state.work.entries), *state.work.withdrawn, ""])
    return decide_minutes_withdrawal(state, entry, "anna", "a mistake", history.now, history.vendor)


def _deciding(history: History, name: str, rng: Random) -> Deciding | None:
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
    return Deciding(link=rng.choice(links), person=EVA, text="Eva Ek", content="c", owner=owner)


def _quote(state: TicketState, rng: Random) -> str:
    return rng.choice([each.id for each in state.work.quotes] or [""])


def _entry(history: History) -> str:
    return f"e{len(history.commits)}"
