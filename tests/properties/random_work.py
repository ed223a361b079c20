"""Random acts of hourly work on a desk over fakes; what the desk refuses does not happen."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.facts.ticket import TicketState
from shared.domain.values.fields import ReasonBody
from shared.domain.values.identity import address_key
from shared.domain.work.logging_minutes import MinutesBody
from shared.domain.work.quoting import QuoteBody
from shared.usecases.work.decide_on_quote import accept_quote, decline_quote
from shared.usecases.work.quote_work import (
    give_quote,
    log_minutes,
    withdraw_minutes,
    withdraw_quote,
)
from tests.fakes.desk import FakeDesk


async def work_at_random(fake: FakeDesk, state: TicketState, rng: Random, people: tuple[str, ...]) -> None:
    """Whatever can be done next: quoted, decided on, worked, corrected; each sometimes."""
    quotes, entries = state.work.quotes, state.work.entries
    if not quotes or rng.random() < 0.15:
        await _quote(fake, state, rng)
    elif entries and rng.random() < 0.15:
        await withdraw_minutes(
            fake.desk,
            state.id,
            ReasonBody(author="anna", reason="A mistake."),
            about=rng.choice(entries).entry,
        )
    elif state.work.newest_accepted() and rng.random() < 0.8:
        await _log(fake, state, rng)
    elif rng.random() < 0.1:
        await withdraw_quote(
            fake.desk, state.id, ReasonBody(author="bo", reason="A mistake."), about=rng.choice(quotes).id
        )
    else:
        await _decide(fake, state, rng, people)


async def _quote(fake: FakeDesk, state: TicketState, rng: Random) -> None:
    given = QuoteBody(
        author="anna",
        text="=A quote.",
        hourly_price=Decimal(rng.choice(("1200", "995.55"))),
        currency=rng.choice(("SEK", "EUR")),
        answers_up_to=rng.choice(state.turns).id,
        estimate_minutes=30,
        limit_minutes=rng.choice((60, 300)),
    )
    await give_quote(fake.desk, state.id, given, str(rng.random()))


async def _log(fake: FakeDesk, state: TicketState, rng: Random) -> None:
    day = (fake.clock.now() - timedelta(days=rng.randrange(3))).date() if rng.random() < 0.5 else None
    minutes = rng.choice((1, 7, 25))
    given = MinutesBody(author=rng.choice(("anna", "bo")), minutes=minutes, text="=Worked.", day=day)
    await log_minutes(fake.desk, state.id, given, str(rng.random()))


async def _decide(fake: FakeDesk, state: TicketState, rng: Random, people: tuple[str, ...]) -> None:
    """Whoever wrote at the ticket follows the link that the mail had."""
    quote, desk = rng.choice(state.work.quotes), fake.desk
    for person in (each for each in people if address_key(desk.secret, each) == state.requester):
        link = Link(
            purpose=Purpose.QUOTE,
            ticket=state.id,
            person=state.requester,
            about=quote.id,
            series=state.link_series,
            expires=quote.expires,
        )
        token = sign(link, desk.link_keys[0])
        if rng.random() < 0.75:
            await accept_quote(desk, token, f"={person}")
        else:
            await decline_quote(desk, token, "=No.")
