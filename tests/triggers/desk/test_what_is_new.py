"""The queue says what is new on a ticket since a supporter had it open, and the ticket's page marks it."""

import asyncio
import re

from devstack.sign_in.people import DemoPerson
from shared.ports.store import Table
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look
from tests.triggers.desk.test_ticket_page import at_the_desk

MARK = re.compile(r'<p class="row-watched"><span class="badge-line new">(.+?)</span>')


async def marks(person: DemoPerson = BO) -> list[str]:
    """What the rows of the queue say is new."""
    answer = await look("/desk?language=en", person)
    return MARK.findall(answer.text)


async def write(page: str, text: str) -> None:
    await call("POST", page.replace("/desk/", "/api/") + "/messages", {"message": text})


async def test_a_ticket_is_unread_until_it_is_opened_and_then_says_what_others_did_since(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    assert await marks() == ["Unread"]
    await look(page, BO)
    assert await marks() == []
    await write(page, "And another thing.")
    await act(page, "answer", text="Press Save first.")
    await act(page, "note", text="She is new.")
    assert await marks() == ["1 new message, 1 new answer, 1 new note"]
    assert await marks(ANNA) == []
    await look(page, BO)
    assert await marks() == []


async def test_ones_own_answer_and_note_are_not_new_and_what_the_desk_does_itself_is_not_either(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    await act(page, "answer", BO, text="Press Save first.")
    await act(page, "note", BO, text="She is new.")
    await fake.rest()
    assert await marks() == []


async def test_to_an_owner_who_is_no_supporter_nothing_is_unread(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert (await look(page, OLGA)).status == 200
    assert await marks(OLGA) == []


async def test_the_page_marks_what_is_new_once(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert 'is-new"' not in (await look(page, BO)).text
    await write(page, "And another thing.")
    await act(page, "answer", text="Press Save first.")
    shown = (await look(page, BO)).text
    assert re.findall(r'<li class="part (\w+) is-new">', shown) == ["theirs", "ours"]
    assert shown.count('<span class="badge-line new">New</span>') == 2
    assert 'is-new"' not in (await look(page, BO)).text


async def test_tickets_that_are_opened_at_once_in_tabs_of_their_own_are_all_remembered(
    fake: FakeDesk,
) -> None:
    pages = [await at_the_desk(fake, message=f"Number {number}.") for number in range(4)]
    await asyncio.gather(*(look(page, BO) for page in pages))
    assert await marks() == []


async def test_what_is_remembered_names_no_person_but_the_supporter_and_stands_in_one_row(
    fake: FakeDesk,
) -> None:
    for number in range(2):
        await look(await at_the_desk(fake, message=f"Number {number}."), BO)
    stored = {
        place[1:]: text for place, text in fake.store.everything().items() if place[0] is Table.PRESENCE
    }
    assert [key for partition, key in stored if partition == "seen"] == ["seen-bo"]
    assert "example.org" not in str(stored)
