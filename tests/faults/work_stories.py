"""Hourly work, as steps of stories and as stories of their own."""

from shared.domain.facts.links import Purpose
from shared.domain.values.fields import ReasonBody
from shared.domain.work.logging_minutes import MinutesBody
from shared.domain.work.quoting import QuoteBody
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.work.decide_on_quote import accept_quote, decline_quote
from shared.usecases.work.quote_work import (
    give_quote,
    log_minutes,
    withdraw_minutes,
    withdraw_quote,
)
from tests.fakes.mailer import Fate
from tests.faults.acts import ASKED
from tests.faults.examples import EVA
from tests.faults.link_stories import link_of
from tests.faults.stories import Story, look, mail_fails, messages_lost, rest
from tests.faults.world import World


async def quote(world: World, desk: Desk) -> None:
    """Anna quotes."""
    given = QuoteBody(
        author="anna", text="Personal quote.", answers_up_to="m1", estimate_minutes=60, limit_minutes=100
    )
    await give_quote(desk, world.ticket, given, "outside-quote")


async def accept(world: World, desk: Desk) -> None:
    """Eva accepts by her link."""
    await accept_quote(desk, await _link(world, desk), "Personal Signature")


async def decline(world: World, desk: Desk) -> None:
    """Eva declines by her link."""
    await decline_quote(desk, await _link(world, desk), "Personal reason.")


async def take_back(world: World, desk: Desk) -> None:
    """Bo takes the quote back."""
    await withdraw_quote(
        desk, world.ticket, ReasonBody(author="bo", reason="Personal mistake."), about=await _quote(world)
    )


async def log_most(world: World, desk: Desk) -> None:
    """Bo logs minutes that bring the limit near."""
    given = MinutesBody(author="bo", minutes=90, text="Personal work.")
    await log_minutes(desk, world.ticket, given, "outside-minutes")


async def withdraw_logged(world: World, desk: Desk) -> None:
    """The minutes were a mistake."""
    loaded = await load_ticket(world.memory, world.ticket)
    assert loaded
    work = loaded.header.state.work
    (entry,) = (*(each.entry for each in work.entries), *work.withdrawn)
    await withdraw_minutes(
        desk, world.ticket, ReasonBody(author="anna", reason="Personal mistake."), about=entry
    )


async def _link(world: World, desk: Desk) -> str:
    return await link_of(world, desk, Purpose.QUOTE, await _quote(world))


async def _quote(world: World) -> str:
    loaded = await load_ticket(world.memory, world.ticket)
    assert loaded
    return loaded.header.state.work.quotes[0].id


QUOTED = (*ASKED, quote, rest)
ACCEPTED = (*QUOTED, accept, rest)
WORK = (
    Story("a quote is given", quote, ASKED),
    Story("a quote leaves", look, (*ASKED, quote, messages_lost)),
    Story("a quote is refused", look, (*ASKED, quote, messages_lost, mail_fails(Fate.REFUSED, to=EVA))),
    Story("a quote is accepted", accept, QUOTED),
    Story("an acceptance is told", look, (*QUOTED, accept, messages_lost)),
    Story("a quote is declined", decline, QUOTED),
    Story("a quote is taken back", take_back, QUOTED),
    Story("minutes bring a limit near", log_most, ACCEPTED),
    Story("logged minutes are withdrawn", withdraw_logged, (*ACCEPTED, log_most, rest)),
)
