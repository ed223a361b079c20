"""What happens to conferences, as stories for a fault to strike."""

from datetime import timedelta

from shared.domain.conferences.conference_outcomes import HeldBody, NoShowBody
from shared.domain.conferences.conferring import CancelBody, MoveBody, OfferBody, SlotBody
from shared.domain.facts.conference import Way
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.usecases.conferences.choose_slot import ask_for_others, decline_conference, pick_slot
from shared.usecases.conferences.confer import (
    cancel_conference,
    conference_held,
    move_conference,
    offer_slots,
    propose_slots,
    record_no_show,
)
from tests.fakes.desk import START
from tests.fakes.mailer import Fate
from tests.faults import examples
from tests.faults.stories import (
    TO_THE_END,
    Step,
    Story,
    later,
    look,
    mail_fails,
    messages_lost,
    put,
    request,
    rest,
)
from tests.faults.world import World

HOUR = timedelta(hours=1)
HALF_A_DAY = timedelta(hours=10)
"""Until every reminder has left, or was withdrawn."""


def slot(hours: float) -> SlotBody:
    """A telephone call, so many hours after the beginning."""
    return SlotBody(start=START + hours * HOUR, way=Way.TELEPHONE, place="personal +46 8 123 45")


def offer(*hours: float) -> Step:
    """Anna offers these."""

    async def act(world: World, desk: Desk) -> None:
        slots = tuple(slot(each) for each in hours)
        given = OfferBody(author="anna", slots=slots, after_due=True, reason="Personal reason.")
        await offer_slots(desk, world.ticket, given, "outside-offer", about="m1")

    return act


def token_of(world: World, desk: Desk) -> str:
    """Eva's link to her conference."""
    header = world.witness.reading().tickets[world.ticket].header
    assert header
    link = Link.lasting(
        Purpose.CONFERENCE,
        world.ticket,
        address_key(desk.secret, examples.EVA),
        START,
        about=header.state.conferences[0].id,
    )
    return sign(link, desk.link_keys[0])


def slot_of(world: World, number: int) -> str:
    """The id of one of the slots that were offered."""
    header = world.witness.reading().tickets[world.ticket].header
    assert header
    return header.state.conferences[0].acts[0].slots[number].id


def pick(number: int = 0) -> Step:
    """Eva picks one."""

    async def act(world: World, desk: Desk) -> None:
        await pick_slot(desk, token_of(world, desk), slot_of(world, number))

    return act


async def ask_others(world: World, desk: Desk) -> None:
    """Eva asks for others."""
    await ask_for_others(desk, token_of(world, desk), "Personal words.")


async def decline(world: World, desk: Desk) -> None:
    """Eva declines."""
    await decline_conference(desk, token_of(world, desk))


async def move(world: World, desk: Desk) -> None:
    """Anna moves it."""
    given = MoveBody(author="anna", reason="Personal reason.", **slot(9).model_dump())
    await move_conference(desk, world.ticket, given, "outside-move", about="m1")


async def cancel(world: World, desk: Desk) -> None:
    """Anna calls it off."""
    given = CancelBody(author="anna", reason="Personal reason.")
    await cancel_conference(desk, world.ticket, given, "outside-cancel", about="m1")


async def hold(world: World, desk: Desk) -> None:
    """It was held."""
    given = HeldBody(author="anna", note="Personal note.", answers_up_to="m1")
    await conference_held(desk, world.ticket, given, "outside-held", about="m1")


async def wait_alone(world: World, desk: Desk) -> None:
    """Eva did not come."""
    given = NoShowBody(author="anna", note="Personal note.")
    await record_no_show(desk, world.ticket, given, "outside-alone", about="m1")


async def ask_for_times(world: World, desk: Desk) -> None:
    """Somebody looks for free times, and rows of slots that nothing needs are removed on the way."""
    await propose_slots(desk, world.ticket, "m1")


ASKED = (put(examples.MEMBER), rest, request(kind="conference"), rest)
OFFERED = (*ASKED, offer(5, 8), rest)
PICKED = (*OFFERED, pick(), rest)

CONFERENCES = (
    Story("slots are offered", offer(5, 8), ASKED, watched=TO_THE_END),
    Story("a slot is picked", pick(), OFFERED, watched=HALF_A_DAY),
    Story("another slot is picked", pick(1), PICKED, watched=HALF_A_DAY),
    Story("other slots are asked for", ask_others, OFFERED, watched=HALF_A_DAY),
    Story("a picked conference is declined", decline, PICKED, watched=HALF_A_DAY),
    Story("free times are looked for", ask_for_times, (*PICKED, cancel, rest), watched=HALF_A_DAY),
    Story("a conference is moved", move, PICKED, watched=HALF_A_DAY),
    Story("a conference is called off", cancel, PICKED, watched=HALF_A_DAY),
    Story("a picked conference is held", hold, (*PICKED, later(hours=5, minutes=30)), watched=HALF_A_DAY),
    Story("a member does not come", wait_alone, (*PICKED, later(hours=5, minutes=30)), watched=HALF_A_DAY),
    Story(
        "a later slot was picked and is held",
        hold,
        (*ASKED, offer(5, 8, 41), rest, pick(2), rest, later(hours=41)),
    ),
    Story("invitations leave", look, (*OFFERED, pick(), messages_lost), watched=HALF_A_DAY),
    Story(
        "an invitation is refused",
        look,
        (*OFFERED, pick(), messages_lost, mail_fails(Fate.REFUSED, to=examples.EVA)),
        watched=HALF_A_DAY,
    ),
)
