"""Whose address is proved by what was done at the very ticket, and who is asked for a proof at all."""

from datetime import timedelta

import pytest

from shared.domain.facts.delivery_reports import PROVED_FOR
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.letters.mailbox_limits import NOT_PROVED, is_automatic
from shared.domain.letters.sends import SendState
from shared.domain.tickets.linking import wrote_by_link
from shared.domain.values.identity import address_key
from shared.usecases.links.open_link import FollowedLink, follow_to_read
from shared.usecases.records.ticket_rows import load_whole_ticket
from shared.usecases.status.use_link import prove_address, write_by_link
from tests.examples.mails import MailedDesk
from tests.fakes.desk import START
from tests.unit.outbox.test_unproved_addresses import STRANGER, ask, fake

ANNA = "anna@example.com"
__all__ = ["fake"]


async def followed(fake: MailedDesk, ticket: str, *, copied: bool = False) -> FollowedLink:
    """The stranger's link to its ticket, opened."""
    person = address_key(fake.desk.secret, STRANGER)
    link = Link.lasting(Purpose.TICKET, ticket, person, fake.clock.instant).but(copied=copied)
    return await follow_to_read(fake.desk, sign(link, fake.desk.link_keys[0]), Purpose.TICKET)


async def bare(fake: MailedDesk, ticket: str) -> dict[str, bool]:
    """Of the stranger's receipts, by message: whether they left bare."""
    whole = await load_whole_ticket(fake.store, ticket)
    assert whole
    return {send.turn: send.bare for send in whole.sends if send.to.address == STRANGER}


@pytest.mark.parametrize("copied", [False, True])
async def test_a_receipt_that_leaves_before_the_proof_is_noted_is_bare_only_where_others_had_the_link_too(
    fake: MailedDesk, *, copied: bool
) -> None:
    ticket = await ask(fake, 1, STRANGER)
    opened = await followed(fake, ticket, copied=copied)
    await write_by_link(fake.desk, opened, "It stops again.", "key")
    await fake.rest()
    assert await bare(fake, ticket) == {"m1": True, "m2": copied}


async def test_what_was_written_by_a_link_proves_for_a_year(fake: MailedDesk) -> None:
    ticket = await ask(fake, 1, STRANGER)
    await write_by_link(fake.desk, await followed(fake, ticket), "It stops again.", "key")
    whole = await load_whole_ticket(fake.store, ticket)
    assert whole
    state, person, year = whole.loaded.state, address_key(fake.desk.secret, STRANGER), START + PROVED_FOR
    assert wrote_by_link(state, person, year - timedelta(seconds=1))
    assert not wrote_by_link(state, person, year)


async def test_what_was_confirmed_at_the_ticket_counts_where_it_could_not_be_noted_of_the_address(
    fake: MailedDesk,
) -> None:
    ticket = await ask(fake, 1, STRANGER)
    await prove_address(fake.desk, await followed(fake, ticket))
    await write_by_link(fake.desk, await followed(fake, ticket, copied=True), "It stops again.", "key")
    await fake.rest()
    assert await bare(fake, ticket) == {"m1": True, "m2": False}


async def test_a_supporters_own_address_gets_no_more_receipts_than_anybodys_and_every_notice(
    fake: MailedDesk,
) -> None:
    tickets = []
    for number in range(5):
        tickets.append(await ask(fake, number, ANNA))
        fake.clock.instant += timedelta(hours=1)
    wholes = [await load_whole_ticket(fake.store, ticket) for ticket in tickets]
    sends = [send for whole in wholes if whole for send in whole.sends if send.to.address == ANNA]
    receipts = [send for send in sends if is_automatic(send.letter)]
    assert [send.state for send in receipts] == [SendState.SENT] * 3 + [SendState.WITHDRAWN] * 2
    assert {send.reason for send in receipts} == {"", NOT_PROVED}
    assert {send.state for send in sends if send not in receipts} == {SendState.SENT}
