"""On a member's page a token for its programs is made, shown once, and revoked."""

import re

from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look
from tests.triggers.examples import ACME

PAGE = "/desk/members/acme"


async def made(fake: FakeDesk) -> str:
    """A token of a new member's, as the page shows it."""
    await put_member(fake.desk, ACME)
    answer = await act(PAGE, "for_programs", BO)
    assert answer.status == 200
    (token,) = re.findall(r'<code class="token">([^<]+)</code>', answer.text)
    return str(token)


async def helped(token: str) -> int:
    """How a program is answered that asks for help by it."""
    return (await call("POST", "/api/help", headers={"Desk-Member-Token": token})).status


async def test_a_token_that_was_made_there_opens_what_the_members_programs_need(fake: FakeDesk) -> None:
    token = await made(fake)
    assert await helped(token) == 201
    assert token not in (await look(PAGE, BO)).text


async def test_a_token_that_was_revoked_there_opens_nothing_any_more(fake: FakeDesk) -> None:
    token = await made(fake)
    assert (await act(PAGE, "revoke", ANNA)).status == 422
    assert (await act(PAGE, "revoke", ANNA, reason="It was in a public repository.")).status == 303
    assert await helped(token) == 401


async def test_an_owner_who_is_no_supporter_has_no_name_to_revoke_in_and_no_form_for_it(
    fake: FakeDesk,
) -> None:
    await put_member(fake.desk, ACME)
    assert 'value="revoke"' not in (await look(PAGE, OLGA)).text
