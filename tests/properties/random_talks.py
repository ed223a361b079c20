"""Random acts about conferences, of supporters and by links, for the histories of a desk over fakes."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from shared.domain.conferences.conference_outcomes import HeldBody, NoShowBody
from shared.domain.conferences.conferring import CancelBody, MoveBody, OfferBody, SlotBody
from shared.domain.facts.conference import Conference, Way
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Kind
from shared.usecases.conferences.choose_slot import ask_for_others, decline_conference, pick_slot
from shared.usecases.conferences.confer import (
    cancel_conference,
    conference_held,
    move_conference,
    offer_slots,
    record_no_show,
)
from shared.usecases.records.ticket_rows import load_said, load_ticket
from tests.fakes.desk import FakeDesk


class Talking(Protocol):
    """What the acts need of a history."""

    random: Random
    fake: FakeDesk
    tickets: list[str]


async def offer(acts: Talking) -> None:
    """One to three slots, soon or in two days."""
    state, turn, key = await _conference(acts)
    now = acts.fake.clock.now()
    hours = [acts.random.choice((1, 3, 8, 20, 30, 40, 50)) for _ in range(acts.random.randint(1, 3))]
    slots = tuple(_slot(now + timedelta(hours=hour, minutes=5)) for hour in sorted(set(hours)))
    await offer_slots(acts.fake.desk, state.id, _offer(slots), key, about=turn)


async def pick(acts: Talking) -> None:
    """One of the slots, perhaps another than before."""
    token, conference = await _link(acts)
    if conference.on_offer:
        await pick_slot(acts.fake.desk, token, acts.random.choice(conference.on_offer).id)


async def wait_for_a_slot(acts: Talking) -> None:
    """Until just after one begins, and then somebody may say how it went."""
    _, conference = await _link(acts)
    slot = conference.picked
    if slot and slot.start > acts.fake.clock.now():
        acts.fake.clock.instant = slot.start + timedelta(minutes=1)
        await acts.random.choice((held, no_show, others))(acts)


async def others(acts: Talking) -> None:
    """None of them suits."""
    token, _ = await _link(acts)
    await ask_for_others(acts.fake.desk, token, f"Later {acts.random.random()}.")


async def decline(acts: Talking) -> None:
    """The member wants none."""
    token, _ = await _link(acts)
    await decline_conference(acts.fake.desk, token)


async def move(acts: Talking) -> None:
    """A supporter sets another time."""
    state, turn, key = await _conference(acts)
    start = acts.fake.clock.now() + timedelta(hours=acts.random.randint(1, 40))
    given = MoveBody(author="anna", reason="Ill.", **_slot(start).model_dump())
    await move_conference(acts.fake.desk, state.id, given, key, about=turn)


async def cancel(acts: Talking) -> None:
    """A supporter takes it back."""
    state, turn, key = await _conference(acts)
    given = CancelBody(author="anna", reason="Ill.", declined=acts.random.random() < 0.3)
    await cancel_conference(acts.fake.desk, state.id, given, key, about=turn)


async def held(acts: Talking) -> None:
    """It was held."""
    state, turn, key = await _conference(acts)
    await conference_held(acts.fake.desk, state.id, HeldBody(author="anna"), key, about=turn)


async def no_show(acts: Talking) -> None:
    """The member did not come."""
    state, turn, key = await _conference(acts)
    await record_no_show(acts.fake.desk, state.id, NoShowBody(author="anna"), key, about=turn)


async def meet(acts: Talking) -> None:
    """A new conference is offered, picked, and held or not."""
    state, turn, key = await _conference(acts)
    now = acts.fake.clock.now()
    hours = acts.random.choice(((1, 3), (1, 3, 60), (1, 3, 60), (50, 60)))
    slots = tuple(_slot(now + timedelta(hours=hour, minutes=5)) for hour in hours)
    await offer_slots(acts.fake.desk, state.id, _offer(slots), key, about=turn)
    loaded = await load_ticket(acts.fake.desk.store, state.id)
    conference = loaded.header.state.conference(turn) if loaded else None
    if conference:
        token = await _signed(acts.fake, state, conference)
        await pick_slot(acts.fake.desk, token, conference.on_offer[-1].id)
    if acts.random.random() < 0.6:
        await wait_for_a_slot(acts)


type Talk = Callable[[Talking], Awaitable[None]]
TALKS: tuple[Talk, ...] = (
    *(offer, offer, offer, offer, pick, pick, pick, pick, pick),
    *(meet, meet, meet, meet, wait_for_a_slot, wait_for_a_slot, others, decline, move, cancel),
)


def _slot(start: datetime) -> SlotBody:
    return SlotBody(start=start, way=Way.TELEPHONE, place="+46 8 123 45")


def _offer(slots: tuple[SlotBody, ...]) -> OfferBody:
    return OfferBody(author="anna", slots=slots, after_due=True, reason="Away.")


async def _conference(acts: Talking) -> tuple[TicketState, str, str]:
    """A turn that asks for one, mostly of the last ticket in which there is such a turn; and a key."""
    for ticket in _lately(acts):
        loaded = await load_ticket(acts.fake.desk.store, ticket)
        asked = (
            [turn.id for turn in loaded.header.state.turns if turn.kind is Kind.CONFERENCE] if loaded else []
        )
        if loaded and asked:
            turn, key = acts.random.choice(asked), str(acts.random.random())
            return loaded.header.state, turn, key
    raise TicketUnknown


def _lately(acts: Talking) -> list[str]:
    """The tickets, the latest first but for one that comes before."""
    first = [acts.random.choice(acts.tickets)] if acts.random.random() < 0.2 else []
    return [*first, *reversed(acts.tickets)]


async def _link(acts: Talking) -> tuple[str, Conference]:
    """The link of a conference that has been offered."""
    for ticket in _lately(acts):
        loaded = await load_ticket(acts.fake.desk.store, ticket)
        if loaded and loaded.header.state.conferences:
            state = loaded.header.state
            conference = acts.random.choice(state.conferences)
            return await _signed(acts.fake, state, conference), conference
    raise TicketUnknown


async def _signed(fake: FakeDesk, state: TicketState, conference: Conference) -> str:
    said = await load_said(fake.desk.store, state.id, conference.turn)
    person = address_key(fake.desk.secret, said.email if said else "")
    now = fake.clock.now()
    link = Link.lasting(
        Purpose.CONFERENCE, state.id, person, now, about=conference.id, series=state.link_series
    )
    return sign(link, fake.desk.link_keys[0])
