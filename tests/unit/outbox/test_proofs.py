"""What shows that an address is its reader's own, and for how long."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.facts.delivery_reports import PROVED_FOR, AddressStanding
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.incoming.incoming import Automatic
from shared.domain.values.identity import address_key
from shared.ports.store import Table
from shared.usecases.links.prove_by_link import note_use
from shared.usecases.records.standing_rows import record_proved, standing_of
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, take
from tests.fakes.desk import START
from tests.triggers.examples import ACME
from tests.unit.outbox.test_unproved_addresses import STRANGER, ask


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with a member."""
    return await desk_with(ACME)


async def prove(fake: MailedDesk, email: str) -> None:
    """The address's reader showed now that it is its own."""
    await record_proved(fake.desk, address_key(fake.desk.secret, email), fake.clock.instant)


async def is_proved(fake: MailedDesk, email: str) -> bool:
    return (await standing_of(fake.desk, email)).is_proved(fake.clock.instant)


async def test_a_mail_that_the_receiving_service_vouches_for_proves_its_address(fake: MailedDesk) -> None:
    await take(fake, mail(sender=STRANGER, authenticated=True))
    assert await is_proved(fake, STRANGER)
    for number in range(6):
        fake.clock.instant += timedelta(hours=1)
        await ask(fake, number, STRANGER)
    assert len(fake.mailed(STRANGER)) == 7


@pytest.mark.parametrize(
    "signs",
    [
        {"authenticated": False},
        {"authenticated": True, "forged": True},
        {"authenticated": True, "automatic": Automatic.OUT_OF_OFFICE},
    ],
)
async def test_a_mail_that_nobody_vouches_for_or_that_a_machine_wrote_proves_nothing(
    fake: MailedDesk, signs: dict[str, Any]
) -> None:
    await take(fake, mail(sender=STRANGER, **signs))
    assert not await is_proved(fake, STRANGER)


async def test_a_link_that_others_were_mailed_too_proves_nothing(fake: MailedDesk) -> None:
    person = address_key(fake.desk.secret, EVA)
    link = Link.lasting(Purpose.TICKET, "k3f7q2mz5abcdwxy", person, START)
    await note_use(fake.desk, sign(link.but(copied=True), fake.desk.link_keys[0]))
    assert not await is_proved(fake, EVA)
    await note_use(fake.desk, sign(link, fake.desk.link_keys[0]))
    assert await is_proved(fake, EVA)


async def test_a_proof_is_written_at_most_once_a_month(fake: MailedDesk) -> None:
    await prove(fake, EVA)
    before = fake.store.everything()
    fake.clock.instant += timedelta(days=29)
    await prove(fake, EVA)
    assert fake.store.everything() == before
    fake.clock.instant += timedelta(days=1)
    await prove(fake, EVA)
    assert (await standing_of(fake.desk, EVA)).proved == fake.clock.instant


def test_a_proof_holds_for_twelve_months() -> None:
    standing = AddressStanding().proving(START)
    assert standing.is_proved(START + PROVED_FOR - timedelta(seconds=1))
    assert not standing.is_proved(START + PROVED_FOR)


async def test_a_proof_stands_under_a_digest_and_names_nobody(fake: MailedDesk) -> None:
    await prove(fake, EVA)
    proofs = [each for each in fake.store.everything().items() if each[0][0] is Table.LIMITS]
    assert proofs
    assert "eva" not in repr(proofs)
