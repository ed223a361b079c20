"""Random acts of hourly work on a desk over fakes; what the desk refuses does not happen."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.facts.ticket import TicketState
from shared.domain.values.identity import address_key
from shared.domain.values.money import Price
from shared.usecases.answers.answer_ticket import Writing
from shared.usecases.work.decide_on_quote import accept_quote, decline_quote
from shared.usecases.work.quote_work import (
    Logging,
    Quoting,
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
        await withdraw_minutes(fake.desk, state.id, rng.choice(entries).entry, "anna", "A mistake.")
    elif state.work.newest_accepted() and rng.random() < 0.8:
        await _log(fake, state, rng)
    elif rng.random() < 0.1:
        await withdraw_quote(fake.desk, state.id, rng.choice(quotes).id, "bo", "A mistake.")
    else:
        await _decide(fake, state, rng, people)


async def _quote(fake: FakeDesk, state: TicketState, rng: Random) -> None:
    price = Price(amount=Decimal(rng.choice(("1200", "995.55"))), currency=rng.choice(("SEK", "EUR")))
    turn = rng.choice(state.turns).id
    writing = Writing("anna", "=A quote.", turn, str(rng.random()))
    await give_quote(fake.desk, state.id, writing, Quoting(30, rng.choice((60, 300)), price), turn)


async def _log(fake: FakeDesk, state: TicketState, rng: Random) -> None:
    day = (fake.clock.now() - timedelta(days=rng.randrange(3))).date() if rng.random() < 0.5 else None
    minutes = rng.choice((1, 7, 25))
    logging = Logging(rng.choice(("anna", "bo")), minutes, "=Worked.", day, key=str(rng.random()))
    await log_minutes(fake.desk, state.id, logging)


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
