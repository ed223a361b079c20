"""A page that somebody goes back to: the form that was sent already is one act, and any other is another."""

from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.desk.signing_in import look, send
from tests.triggers.tickets import opened


async def page_of(fake: FakeDesk) -> str:
    """The page of a new ticket."""
    return (await opened(fake)).replace("/api/", "/desk/")


async def test_a_note_that_is_sent_twice_stands_there_once(fake: FakeDesk) -> None:
    page = await page_of(fake)
    form = form_for((await look(page)).text, "note") | {"text": "First."}
    assert [(await send(page, form)).status for _ in range(2)] == [303, 303]
    assert (await look(page)).text.count(">First.</p>") == 1


async def test_after_going_back_the_same_form_with_other_words_is_asked_about(fake: FakeDesk) -> None:
    page = await page_of(fake)
    form = form_for((await look(page)).text, "note")
    assert (await send(page, form | {"text": "First."})).status == 303
    again = await send(page, form | {"text": "Second."})
    assert (again.status, "Second." in again.text) == (422, True)
    form = form_for(again.text, "note")
    assert (await send(page, form | {"text": "Second."})).status == 303


async def test_after_going_back_another_form_of_the_page_is_another_act(fake: FakeDesk) -> None:
    page = await page_of(fake)
    shown = (await look(page)).text
    noted = await send(page, form_for(shown, "note") | {"text": "First."})
    called = await send(page, form_for(shown, "call") | {"contact": "call", "note": "Second."})
    assert (noted.status, called.status) == (303, 303)
