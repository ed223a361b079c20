"""A member is made by a form at the desk, or it is said at the field why not."""

import pytest

from shared.usecases.members.put_member import read_member
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer
from tests.triggers.desk.signing_in import BO, look, said_at_fields, send

NEW = {
    "id": "beta",
    "name": "Beta AB",
    "language": "sv",
    "domains": "beta.example.org",
    "owner_address": "ulla@beta.example.org",
    "owner_name": "Ulla",
    "contacts": "Bo Ek <bo@elsewhere.example.org>",
    "product": "planner",
    "status": "active",
    "since": "2026-03-01",
    "people": "Ulla <ulla@beta.example.org>",
}


async def make(**typed: str) -> Answer:
    """Fill in the form of a new member, and send it."""
    ((_, hidden),) = forms_in((await look("/desk/members/new", BO)).text)
    return await send("/desk/members/new", hidden | NEW | typed, BO)


async def test_a_member_is_made_by_a_form_and_its_page_follows(fake: FakeDesk) -> None:
    answer = await make()
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/members/beta?done=new")
    made = (await read_member(fake.desk, "beta")).member
    assert (made.name, made.domains, made.owner.name) == ("Beta AB", ("beta.example.org",), "Ulla")
    assert [each.address for each in (*made.contacts, *made.seats)] == [
        "bo@elsewhere.example.org",
        "ulla@beta.example.org",
    ]
    page = (await look(answer.headers["Location"], BO)).text
    assert "The member has been created." in page
    assert (await make()).status == 303


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"id": ""}, "new-id", "Fill in this field."),
        ({"id": "Beta AB"}, "new-id", "Write lower-case letters"),
        ({"id": "import"}, "new-id", "Write lower-case letters"),
        ({"id": "acme"}, "new-id", "There is a member with that ID already."),
        ({"owner_address": "ulla"}, "new-owner_address", "Enter the whole email address"),
        ({"people": "ulla"}, "new-people", "Line 1: Enter the whole email address"),
        ({"since": "soon"}, "new-since", "Write the day like this"),
    ],
)
async def test_a_member_that_cannot_be_made_is_told_why_at_the_field(
    fake: FakeDesk, typed: dict[str, str], field: str, said: str
) -> None:
    answer = await make(**typed)
    assert answer.status == (409 if typed.get("id") == "acme" else 422)
    assert said in said_at_fields(answer.text)[field]
    assert "bo@elsewhere.example.org" in answer.text
    assert (await read_member(fake.desk, "acme")).member.name == "Acme"


async def test_the_form_for_a_new_member_is_read_in_both_languages(fake: FakeDesk) -> None:
    assert fake.desk
    assert "Lägg upp kunden" in (await look("/desk/members/new")).text
    assert "Create the member" in (await look("/desk/members/new", BO)).text
