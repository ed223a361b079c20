"""Slots whose mail was accepted and then reported undeliverable were offered to nobody."""

from datetime import datetime, timedelta

import pytest

from shared.domain.clocks.clocks import ClockState
from shared.domain.conferences.conferring import OfferBody, SlotBody
from shared.domain.facts.conference import Way
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Purpose
from shared.domain.messages.merging import MergeBody
from shared.domain.values.intake import Submission
from shared.ports.mailer import Mail
from shared.usecases.conferences.choose_slot import pick_slot
from shared.usecases.conferences.confer import offer_slots
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.outbox.record_delivery import record_delivery
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.views.explain_clock import explain_clock
from tests.examples.delivery_examples import ACME, EVA, report_of
from tests.examples.member_links import link_in, token_of
from tests.fakes.desk import START, FakeDesk

HOUR = timedelta(hours=1)
LOST = "Mejlet om konferensen kom inte fram"


async def asked(fake: FakeDesk, message: str = "May we talk?", kind: str = "conference") -> str:
    """Eva's ticket."""
    told = {"email": EVA, "product": "Planner", "kind": kind, "message": message}
    request = Request(submission=Submission.model_validate(told), channel="form", key=message)
    ticket = (await open_ticket(fake.desk, request)).state.id
    await fake.rest()
    return ticket


async def offered(fake: FakeDesk, ticket: str) -> Mail:
    """Anna offers two slots in time; the mail."""
    starts = (START + hours * HOUR for hours in (4, 6))
    slots = tuple(SlotBody(start=each, way=Way.TELEPHONE, place="+46 8 123 45 67") for each in starts)
    await offer_slots(fake.desk, ticket, OfferBody(author="anna", slots=slots), "k", about="m1")
    await fake.rest()
    return next(mail for mail in reversed(fake.mailer.delivered) if mail.to.address == EVA)


async def bounced(fake: FakeDesk, mail: Mail, at: datetime = START) -> list[str]:
    """The provider says that the mail did not arrive; the subjects of the mails about it."""
    before = len(fake.mailer.delivered)
    await record_delivery(fake.desk, report_of(mail, DeliveryStatus.BOUNCED, EVA, at))
    await fake.rest()
    return [each.subject for each in fake.mailer.delivered[before:] if LOST in each.subject]


async def desk_of_acme() -> FakeDesk:
    """At rest."""
    fake = FakeDesk()
    await put_member(fake.desk, ACME)
    await fake.rest()
    return fake


async def test_an_offer_that_bounced_is_taken_back_told_once_and_the_clock_runs_to_a_breach() -> None:
    fake = await desk_of_acme()
    ticket = await asked(fake)
    mail = await offered(fake, ticket)
    assert len(await bounced(fake, mail)) == 1
    assert await bounced(fake, mail) == []
    loaded = await load_ticket(fake.desk.store, ticket)
    assert loaded
    assert loaded.header.state.conferences[0].on_offer == ()
    await fake.advance(37 * HOUR)
    explained = await explain_clock(fake.desk, ticket, "conference-m1")
    assert explained.state is ClockState.BREACHED_OPEN


async def test_an_invitation_that_bounced_is_told_once_and_what_was_picked_stands() -> None:
    fake = await desk_of_acme()
    ticket = await asked(fake)
    mail = await offered(fake, ticket)
    before = await load_ticket(fake.desk.store, ticket)
    assert before
    slot = before.header.state.conferences[0].on_offer[0]
    await pick_slot(fake.desk, token_of(link_in(mail.text, Purpose.CONFERENCE)), slot.id)
    await fake.rest()
    invitation = next(each for each in reversed(fake.mailer.delivered) if each.to.address == EVA)
    assert len(await bounced(fake, invitation)) == 1
    assert await bounced(fake, invitation) == []
    assert await bounced(fake, mail) == []
    after = await load_ticket(fake.desk.store, ticket)
    assert after
    assert after.header.state.conferences[0].picked == slot


async def test_an_offer_that_bounced_after_a_merge_is_taken_back_where_the_conference_is_now() -> None:
    fake = await desk_of_acme()
    ticket, other = await asked(fake), await asked(fake, "Another matter.", "question")
    mail = await offered(fake, ticket)
    await merge_ticket(fake.desk, ticket, MergeBody(into=other, author="anna"))
    await fake.rest()
    assert len(await bounced(fake, mail)) == 1
    loaded = await load_ticket(fake.desk.store, other)
    assert loaded
    assert [each.on_offer for each in loaded.header.state.conferences] == [()]


@pytest.mark.parametrize("status", [DeliveryStatus.DELIVERED, DeliveryStatus.QUARANTINED])
async def test_what_arrived_or_lies_in_quarantine_takes_no_offer_back(status: DeliveryStatus) -> None:
    fake = await desk_of_acme()
    ticket = await asked(fake)
    mail = await offered(fake, ticket)
    await record_delivery(fake.desk, report_of(mail, status, EVA, START))
    loaded = await load_ticket(fake.desk.store, ticket)
    assert loaded
    assert len(loaded.header.state.conferences[0].on_offer) == 2
