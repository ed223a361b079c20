"""The request form inside a product: for whom it is, and what is known of whoever sends it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.values.gate_reason import Mark
from shared.domain.values.vendor import Language
from shared.ports.store import Row, StoreUnavailable, Table
from shared.usecases.members.put_member import put_member
from shared.usecases.records.standing_rows import standing_of
from shared.web.embedded.embedded_form import EMBEDDED_TEXTS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, Answer, call
from tests.triggers.embedded.inside import (
    FORM_IN_FRAME,
    PAT,
    help_token,
    opens,
    sends,
    ticket_of,
)
from tests.triggers.examples import ACME, EVA, STRANGER, TOKEN
from tests.triggers.floods.knocking import NETWORK, held, queued
from tests.triggers.links.following import mailed_link, send

REVOKE = {"author": "anna", "reason": "It was public."}
SPENT = "help.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaa..0.1780000000.aaaaaaaaaaaaaaaaaaaaaaaa"


class MembersLost(CountingStore):
    """Answers everything but who the members are."""

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if table is Table.MEMBERS:
            raise StoreUnavailable
        return await super().rows(table, partition, first=first, before=before, limit=limit)


async def turn(ticket: str, number: int = 0) -> dict[str, object]:
    """The message of this number on the ticket."""
    seen = (await call("GET", f"/api/tickets/{ticket}")).json
    found: dict[str, object] = seen["turns"][number]
    return found


@pytest.mark.parametrize("language", Language)
async def test_the_form_says_for_whom_it_is_and_has_what_the_product_said(
    fake: FakeDesk, language: Language
) -> None:
    token = await help_token()
    said = {"member": token, "organisation": "acme", "email": PAT, "name": "Pat <b>", "product": "Planner"}
    before = fake.store.everything()
    page = await opens(None, **said, language=language)
    assert (page.status, page.headers["Content-Language"]) == (200, language)
    assert EMBEDDED_TEXTS[language]["told_named"].format(organisation="acme") in page.text
    for shown in (f'value="{PAT}"', 'value="Pat &lt;b&gt;"', 'value="Planner"', f'value="{token}"'):
        assert shown in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert fake.store.everything() == before


async def test_what_is_typed_stays_where_the_reader_changes_the_language(fake: FakeDesk) -> None:
    assert fake
    token = await help_token()
    typed = {"member": token, "message": "It stops.", "language": "sv", "email": "pat"}
    page = await call(
        "POST", f"{FORM_IN_FRAME}/open?language=en", urlencode(typed).encode(), {**FORM, **BROWSER}
    )
    assert (page.status, page.headers["Content-Language"]) == (200, "en")
    assert ("It stops." in page.text, 'value="pat"' in page.text, token in page.text) == (True, True, True)


async def test_a_user_whom_nobody_knows_is_covered_by_the_members_subscription(fake: FakeDesk) -> None:
    ticket = ticket_of(await sends(NETWORK, member=await help_token()))
    assert (await held(), ticket in await queued()) == ([], True)
    found = await turn(ticket)
    assert (found["covered"], Mark.SENDER_UNVERIFIED in found["marks"]) == (True, True)  # type: ignore[operator] # JSON
    await fake.rest()
    receipt = next(mail for mail in fake.mailer.delivered if mail.to.address == PAT)
    assert "Pat" not in receipt.text


async def test_the_responsible_person_gets_no_copy_of_the_answer_to_a_user_whom_the_member_does_not_know(
    fake: FakeDesk,
) -> None:
    token = await help_token()
    unknown, known = [ticket_of(await sends(member=token, email=who)) for who in (PAT, EVA)]
    for ticket in (unknown, known):
        answer = {"author": "anna", "text": "It is mended.", "answers_up_to": "m1"}
        assert (await call("POST", f"/api/tickets/{ticket}/answers", answer)).status < 300
    await fake.rest()
    copies = {mail.to.address: mail.cc for mail in fake.mailer.delivered if "It is mended." in mail.text}
    assert [len(copies[who]) for who in (PAT, EVA)] == [0, 1]


async def test_somebody_whom_the_member_knows_is_known_with_a_token_too(fake: FakeDesk) -> None:
    assert fake
    found = await turn(ticket_of(await sends(member=await help_token(), email=EVA)))
    assert (found["covered"], found["marks"]) == (True, [])


async def test_what_the_user_writes_later_by_its_link_is_covered_as_the_first_was(fake: FakeDesk) -> None:
    ticket = ticket_of(await sends(member=await help_token()))
    await fake.rest()
    more = {"act": "message", "token": TOKEN, "message": "It still stops."}
    answer = await send(mailed_link(fake, PAT), more)
    assert answer.status == 303
    assert (await turn(ticket, 1))["covered"] is True


async def test_the_address_is_not_proved_by_a_token(fake: FakeDesk) -> None:
    await sends(member=await help_token())
    await fake.rest()
    assert not (await standing_of(fake.desk, PAT)).is_proved(fake.clock.instant)


async def test_a_member_that_has_lapsed_gates_its_users_until_it_subscribes_again(fake: FakeDesk) -> None:
    token = await help_token()
    lapsed = ACME.but(
        subscriptions=tuple(
            each.but(status="cancelled", paid_until=each.since + timedelta(days=1))
            for each in ACME.subscriptions
        )
    )
    await put_member(fake.desk, lapsed)
    ticket = ticket_of(await sends(member=token))
    assert (await turn(ticket))["covered"] is False
    await put_member(fake.desk, ACME)
    await fake.advance(timedelta(minutes=15))
    assert (await turn(ticket))["covered"] is True


async def test_without_a_token_the_form_is_as_any_strangers(fake: FakeDesk) -> None:
    assert fake
    page = await call("GET", FORM_IN_FRAME)
    assert (page.status, "/api/member/seats" in page.text, "/api/intake?" in page.text) == (200, False, False)
    assert ticket_of(await sends(email=STRANGER)) in {each["ticket"] for each in await held()}


@pytest.mark.parametrize("language", Language)
async def test_a_refused_form_comes_back_for_the_same_member_with_what_was_typed(
    fake: FakeDesk, language: Language
) -> None:
    assert fake
    token = await help_token()
    page = await sends(member=token, organisation="Acme", email="pat", message="It stops.", language=language)
    assert (page.status, 'id="email-wrong"' in page.text, "It stops." in page.text) == (422, True, True)
    assert EMBEDDED_TEXTS[language]["told_named"].format(organisation="Acme") in page.text
    assert f'value="{token}"' in page.text


@pytest.mark.parametrize("does", [opens, sends])
async def test_a_token_that_cannot_be_looked_at_is_sent_along_again(
    fake: FakeDesk, does: Callable[..., Awaitable[Answer]]
) -> None:
    token = await help_token()
    fake.wrapped_store = MembersLost(fake.store)
    wiring.use_desk(fake.desk)
    page = await does(member=token, organisation="Acme", message="It stops.")
    assert (page.status, "It stops." in page.text, f'value="{token}"' in page.text) == (503, True, True)
