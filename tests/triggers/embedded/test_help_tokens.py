"""A token for help: what it opens, which is nothing, and what becomes of it when it is over or gets about."""

from datetime import timedelta

import pytest

from shared.domain.values.vendor import Language
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.embedded.inside import (
    PAT,
    help_token,
    opens,
    sends,
    ticket_of,
)
from tests.triggers.examples import EVA, REQUEST
from tests.triggers.floods.knocking import NETWORK, held

REVOKE = {"author": "anna", "reason": "It was public."}
SPENT = "help.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaa..0.1780000000.aaaaaaaaaaaaaaaaaaaaaaaa"


async def turn(ticket: str, number: int = 0) -> dict[str, object]:
    """The message of this number on the ticket."""
    seen = (await call("GET", f"/api/tickets/{ticket}")).json
    found: dict[str, object] = seen["turns"][number]
    return found


@pytest.mark.parametrize("language", Language)
async def test_a_token_that_is_over_is_told_and_the_form_can_be_sent_without_it(
    fake: FakeDesk, language: Language
) -> None:
    token = await help_token()
    fake.clock.instant += timedelta(hours=12, seconds=1)
    for page in (
        await opens(member=token, email=PAT, language=language),
        await sends(member=token, message="It stops.", language=language),
    ):
        assert (page.status, page.media) == (410, "text/html")
        assert {"sv": "Hjälplänken har gått ut", "en": "The link for help has expired"}[language] in page.text
        assert (PAT in page.text, token in page.text) == (True, False)
    assert ticket_of(await sends(message="It stops.")) in {each["ticket"] for each in await held()}


async def test_a_revoked_token_reads_nothing_and_sends_nothing(fake: FakeDesk) -> None:
    token = await help_token()
    await call("POST", "/api/members/acme/links/revoke", REVOKE)
    before = fake.store.everything()
    page = await opens(member=token, organisation="Acme")
    assert (page.status, "Acme" in page.text) == (410, False)
    assert (await call("POST", "/api/intake", REQUEST | {"member": token})).problem == "help-token-over"
    assert fake.store.everything() == before


async def test_a_token_alone_reads_nothing_of_the_member(fake: FakeDesk) -> None:
    assert fake
    token = await help_token()
    for organisation in ("", "Acm", "Beta"):
        page = await opens(member=token, organisation=organisation)
        assert (page.status, "Acme" in page.text) == (200, False)
    for address in (
        f"/api/member/seats/{token}",
        f"/api/member/upgrade/{token}",
        f"/api/member/ticket/{token}",
    ):
        assert (await call("GET", address)).status == 404
    refused = await call("GET", "/api/upgrades/planner", headers={"Desk-Member-Token": token})
    assert refused.problem == "member-token-refused"
    again = await call("POST", "/api/help", headers={"Desk-Member-Token": token})
    assert again.problem == "member-token-refused"


async def test_a_members_own_token_is_none_for_the_form(fake: FakeDesk) -> None:
    assert fake
    own = (await call("POST", "/api/members/acme/token")).json["token"]
    assert (await opens(member=own)).status == 401


async def test_wrong_tokens_are_counted_as_guesses_at_every_door(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=4))

    async def tried() -> list[int]:
        return [
            (await opens(NETWORK, member=SPENT)).status,
            (await sends(NETWORK, member=SPENT)).status,
            (await call("POST", "/api/intake", REQUEST | {"member": SPENT}, NETWORK)).status,
            (await call("POST", "/api/help", headers={**NETWORK, "Desk-Member-Token": SPENT})).status,
        ]

    assert await tried() == [401] * 4
    assert await tried() == [429] * 4
    assert (await opens(NETWORK, member=await help_token())).status == 200


async def test_a_token_that_leaked_floods_nobody_and_known_people_still_get_through(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_token=2))
    token = await help_token()

    async def sent(who: str) -> str:
        body = REQUEST | {"email": who, "member": token, "message": f"From {who}."}
        return str((await call("POST", "/api/intake", body)).json["ticket"])

    for number in range(2):
        assert (await turn(await sent(f"user{number}@home.example.net")))["covered"] is True
    late = await sent("user9@home.example.net")
    assert late in {each["ticket"] for each in await held()}
    assert (await turn(await sent(EVA)))["covered"] is True
