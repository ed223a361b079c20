"""Remote help, as steps of stories and as stories of their own."""

from datetime import timedelta

from shared.domain.facts.links import Purpose
from shared.domain.sessions.session_holding import SessionEndBody, SessionStartBody
from shared.domain.sessions.session_offering import SessionBody
from shared.domain.values.fields import ReasonBody
from shared.ports.desk import Desk
from shared.usecases.sessions.answer_offer import consent_to_session, decline_session
from shared.usecases.sessions.hold_session import (
    end_session,
    offer_session,
    start_session,
    take_offer_back,
)
from tests.faults.acts import ASKED
from tests.faults.link_stories import link_of
from tests.faults.stories import Story, answer, later, look, messages_lost, rest, scan, unscanned
from tests.faults.world import World

JOIN = "https://remote.example.com/personal-join"


def session_in(world: World) -> str:
    """The one session that there is."""
    header = world.witness.reading().tickets[world.ticket].header
    assert header
    (session,) = header.state.sessions
    return session.id


async def offer(world: World, desk: Desk) -> None:
    """Anna offers remote help."""
    await offer_session(desk, world.ticket, SessionBody(author="anna", join_address=JOIN), "outside-offer")


async def consent(world: World, desk: Desk) -> None:
    """Eva consents."""
    await consent_to_session(desk, await link_of(world, desk, Purpose.SESSION, session_in(world)))


async def decline(world: World, desk: Desk) -> None:
    """Eva declines."""
    await decline_session(desk, await link_of(world, desk, Purpose.SESSION, session_in(world)))


async def take_back(world: World, desk: Desk) -> None:
    """Anna takes the offer back."""
    given = ReasonBody(author="anna", reason="Personal reason.")
    await take_offer_back(desk, world.ticket, given, about=session_in(world))


async def start(world: World, desk: Desk) -> None:
    """Anna logs the start."""
    await start_session(desk, world.ticket, SessionStartBody(author="anna"), about=session_in(world))


async def end(world: World, desk: Desk) -> None:
    """Anna logs the end."""
    given = SessionEndBody(author="anna", note="Personal note.", answers_up_to="m1")
    await end_session(desk, world.ticket, given, about=session_in(world))


OFFERED = (*ASKED, offer, rest)
CONSENTED = (*OFFERED, consent, rest)
STARTED = (*CONSENTED, later(minutes=5), start, rest)
ANSWERED = (*ASKED, answer, rest)
"""No clock runs, so that nothing but a session comes to its end."""
A_DAY = timedelta(hours=26)

SESSIONS = (
    Story("remote help is offered", offer, ASKED, watched=A_DAY),
    Story("remote help is offered once no look is due", offer, (*ASKED, later(hours=1))),
    Story("an offer of remote help leaves", look, (*ASKED, offer, messages_lost)),
    Story("remote help is consented to", consent, OFFERED),
    Story("where to join leaves", look, (*OFFERED, consent, messages_lost)),
    Story("remote help is declined", decline, OFFERED),
    Story("remote help is taken back", take_back, OFFERED),
    Story("an offer that is taken back has not left yet", look, (*ASKED, offer, take_back, messages_lost)),
    Story("a session starts", start, CONSENTED, watched=A_DAY),
    Story("a session ends", end, STARTED),
    Story("an offer lapses", scan, (*ANSWERED, offer, rest, unscanned(hours=24))),
    Story(
        "a session that nobody ended lapses",
        scan,
        (*ANSWERED, offer, rest, consent, start, rest, unscanned(hours=12)),
    ),
)
