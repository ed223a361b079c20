"""A conference that is still to be held is not lost when its ticket is merged away."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.conferences.conference_outcomes import HeldBody
from shared.domain.conferences.conferring import CancelBody, OfferBody, SlotBody
from shared.domain.facts.conference import Way
from shared.domain.messages.merging import MergeBody
from shared.domain.refusals.errors import ConferenceLeftBehind
from shared.domain.values.intake import Submission
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.conferences.confer import (
    cancel_conference,
    conference_held,
    offer_slots,
)
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.delivery_examples import ACME, EVA
from tests.fakes.desk import START, FakeDesk

HOUR = timedelta(hours=1)


@pytest.fixture
def fake() -> FakeDesk:
    """A desk at rest."""
    return FakeDesk()


async def opened(fake: FakeDesk, kind: str) -> str:
    """Eva's ticket of this kind."""
    told = {"email": EVA, "product": "Planner", "kind": kind, "message": f"A {kind}."}
    request = Request(submission=Submission.model_validate(told), channel="form", key=kind)
    ticket = (await open_ticket(fake.desk, request)).state.id
    await fake.rest()
    return ticket


async def answered_by_mail(fake: FakeDesk) -> tuple[str, str]:
    """A ticket whose wish for a conference was answered by mail, and another one."""
    await put_member(fake.desk, ACME)
    asked, other = await opened(fake, "conference"), await opened(fake, "question")
    await answer_ticket(fake.desk, asked, AnswerBody(author="anna", text="We will call.", answers_up_to="m1"))
    await fake.rest()
    return asked, other


async def test_a_merge_that_would_lose_a_conference_is_refused_and_nothing_is_written(fake: FakeDesk) -> None:
    asked, other = await answered_by_mail(fake)
    before = fake.store.everything()
    with pytest.raises(ConferenceLeftBehind):
        await merge_ticket(fake.desk, asked, MergeBody(into=other, author="anna"))
    assert fake.store.everything() == before


async def test_the_other_way_round_nothing_is_lost(fake: FakeDesk) -> None:
    asked, other = await answered_by_mail(fake)
    await merge_ticket(fake.desk, other, MergeBody(into=asked, author="anna"))
    await fake.rest()
    clocks = {clock.id: clock.state for clock in (await read_ticket(fake.desk, asked)).clocks}
    assert clocks["conference-m1"] == "running"


async def test_a_conference_that_is_booked_is_not_left_behind_either(fake: FakeDesk) -> None:
    asked, other = await answered_by_mail(fake)
    starts = (START + hours * HOUR for hours in (4, 6))
    slots = tuple(SlotBody(start=each, way=Way.TELEPHONE, place="+46 8 123 45 67") for each in starts)
    await offer_slots(fake.desk, asked, OfferBody(author="anna", slots=slots), "k", about="m1")
    await fake.rest()
    with pytest.raises(ConferenceLeftBehind):
        await merge_ticket(fake.desk, asked, MergeBody(into=other, author="anna"))


async def test_one_that_was_held_holds_no_merge_up(fake: FakeDesk) -> None:
    asked, other = await answered_by_mail(fake)
    await conference_held(fake.desk, asked, HeldBody(author="anna", note="Called."), "k", about="m1")
    assert (await merge_ticket(fake.desk, asked, MergeBody(into=other, author="anna"))).state.merged


async def test_declined_on_the_telephone_it_holds_no_merge_up(fake: FakeDesk) -> None:
    asked, other = await answered_by_mail(fake)
    given = CancelBody(author="anna", reason="No need.", declined=True)
    await cancel_conference(fake.desk, asked, given, "k", about="m1")
    assert (await merge_ticket(fake.desk, asked, MergeBody(into=other, author="anna"))).state.merged
