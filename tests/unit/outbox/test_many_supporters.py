"""However many supporters are on duty and clocks run: nothing is refused, and everybody is told once."""

from collections import Counter
from datetime import timedelta

import pytest

from shared.domain.agenda.header import ASK_AGAIN_AFTER
from shared.domain.clocks.clocks import clocks
from shared.domain.letters.letters import Escalation
from shared.domain.letters.sends import Send
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Level, Supporter, Vendor
from shared.ports.mailer import Mail
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.records.outbox_rows import TicketWords
from shared.usecases.records.ticket_rows import load_ticket
from tests.examples.escalation_examples import ask, desk_of_acme, sends_of
from tests.fakes.desk import VENDOR, FakeDesk
from tests.fakes.queue import MemoryQueue


def staffed(number: int) -> Vendor:
    """The vendor with so many supporters on duty."""
    on_duty = tuple(
        Supporter(id=f"s{each}", name=f"Supporter {each}", address=f"s{each}@example.com")
        for each in range(number)
    )
    return VENDOR.model_copy(update={"supporters": on_duty})


async def with_clocks(fake: FakeDesk, number: int) -> str:
    """A ticket on which so many clocks run: one to an answer, the others to conferences."""
    ticket = await ask(fake, kind="error" if number == 1 else "conference")
    for each in range(number - 2):
        await add_message(fake.desk, ticket, Further(text="Call me", key=f"f{each}", kind=Kind.CONFERENCE))
    await fake.rest()
    loaded = await load_ticket(fake.store, ticket)
    assert loaded is not None
    assert len(clocks(loaded.header.state)) == number
    return ticket


def told_a_person(mails: list[Mail]) -> set[int]:
    """How many mails each supporter got."""
    return set(Counter(each.to.address for each in mails if each.to.address[0] == "s").values())


@pytest.mark.parametrize(
    ("supporters", "running"), [(1, 1), (1, 50), (11, 9), (24, 4), (50, 2), (95, 1), (300, 1), (300, 3)]
)
async def test_every_breach_is_told_to_everybody_on_duty_once(supporters: int, running: int) -> None:
    fake = await desk_of_acme(staffed(supporters))
    ticket = await with_clocks(fake, running)
    fake.mailer.delivered.clear()
    fake.clock.instant += timedelta(hours=36, minutes=-5)
    await fake.advance(timedelta(minutes=40))
    sends = [send for send in await sends_of(fake, ticket) if isinstance(send.letter, Escalation)]
    breaches = [(send.letter, send.to.address) for send in sends if _of_breach(send)]
    assert len(breaches) == len(set(breaches)) == supporters * running
    assert all(send.ended for send in sends)
    assert len(told_a_person(fake.mailer.delivered)) == 1


def _of_breach(send: Send) -> bool:
    return isinstance(send.letter, Escalation) and send.letter.level is Level.BREACH


@pytest.mark.parametrize("supporters", [1, 11, 50, 95, 300])
async def test_an_intake_is_taken_and_told_to_everybody_on_duty(supporters: int) -> None:
    fake = await desk_of_acme(staffed(supporters))
    await with_clocks(fake, 1)
    assert len([each for each in fake.mailer.delivered if each.to.address[0] == "s"]) == supporters
    assert told_a_person(fake.mailer.delivered) == {1}


async def test_what_no_transaction_carried_is_told_by_the_scan_where_the_queue_is_lost() -> None:
    fake = await desk_of_acme(staffed(700))
    fake.wrapped_queue = _Lost()
    await ask(fake)
    await scan_clocks(fake.desk)
    assert len(fake.mailer.delivered) < 700
    fake.clock.instant += timedelta(minutes=5)
    await scan_clocks(fake.desk)
    assert told_a_person(fake.mailer.delivered) == {1}
    assert len(fake.mailer.delivered) == 701


class _Lost(MemoryQueue):
    """Takes every message, and loses it."""

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        """Nothing comes of it."""


async def test_supporters_who_share_an_address_get_one_mail_in_the_language_of_the_first() -> None:
    anna, bo = VENDOR.supporters
    shared = (anna, bo.model_copy(update={"address": "Anna@example.com"}))
    fake = await desk_of_acme(VENDOR.model_copy(update={"supporters": shared}))
    await ask(fake)
    (notice,) = [each for each in fake.mailer.delivered if each.to.address == "anna@example.com"]
    assert "svara" in notice.text.casefold()


async def test_a_look_that_fails_for_a_reason_of_its_own_keeps_no_other_mail_of_the_ticket(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = await desk_of_acme()
    fake.wrapped_queue = _Lost()
    await ask(fake)
    monkeypatch.setattr("shared.domain.agenda.passing.decide_escalation", _broken)
    assert (await scan_clocks(fake.desk)).failed == 1
    assert len(fake.mailer.delivered) == 3


async def test_a_gate_that_cannot_be_asked_anew_keeps_no_mail_and_is_asked_by_a_later_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = FakeDesk()
    fake.wrapped_queue = _Lost()
    ticket = await ask(fake)
    fake.clock.instant += ASK_AGAIN_AFTER
    with monkeypatch.context() as broken:
        broken.setattr("shared.domain.agenda.passing.decide_asking_again", _broken)
        assert (await scan_clocks(fake.desk)).failed == 1
    assert len(fake.mailer.delivered) == 3
    loaded = await load_ticket(fake.store, ticket)
    assert loaded is not None
    assert loaded.header.ask_again is not None


async def test_a_mail_that_fails_keeps_no_other_of_its_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = await desk_of_acme()
    fake.wrapped_queue = _Lost()
    await ask(fake)
    monkeypatch.setattr(TicketWords, "beginning", _broken_read)
    assert (await scan_clocks(fake.desk)).failed == 1
    assert [each.to.address for each in fake.mailer.delivered] == ["eva@acme.example.org"]


def _broken(*_: object) -> None:
    message = "a fault of its own"
    raise RuntimeError(message)


async def _broken_read(*_: object) -> None:
    _broken()
