"""Two supporters on one ticket: its page says what the other did, and which answer was not sent."""

from datetime import timedelta

import pytest

from tests.examples.member_links import form_for
from tests.examples.supporter_replies import SupportersDesk
from tests.fakes.desk import FakeDesk
from tests.triggers.desk.signing_in import BO, act, look, send
from tests.triggers.desk.test_ticket_page import at_the_desk, stored


async def test_what_came_while_somebody_typed_is_shown_and_the_answer_goes_when_it_is_sent_once_more(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page, BO)).text, "answer") | {"text": "Hold Shift."}
    assert (await act(page, "answer", text="Press Save first.")).status == 303
    asked = await send(page, form, BO)
    assert (asked.status, "Press Save first." in asked.text, "Hold Shift." in asked.text) == (409, True, True)
    assert "send once more if the answer is to go all the same" in asked.text
    again = form_for(asked.text, "answer") | {"text": "Hold Shift."}
    assert (await send(page, again, BO)).status == 303
    assert [each["author"] for each in (await stored(page))["entries"]] == ["anna", "bo"]


@pytest.mark.parametrize("wrong", [{"text": " "}, {"token": "old"}])
async def test_an_answer_that_comes_back_for_another_reason_is_still_asked_about_what_came(
    fake: FakeDesk, wrong: dict[str, str]
) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page, BO)).text, "answer") | {"text": "Hold Shift."}
    assert (await act(page, "answer", text="Press Save first.")).status == 303
    back = await send(page, form | wrong, BO)
    assert back.status in {403, 422}
    again = form_for(back.text, "answer") | {"text": "Hold Shift."}
    asked = await send(page, again, BO)
    assert (asked.status, "send once more" in asked.text) == (409, True)


async def test_a_second_answer_by_mail_is_shown_as_one_that_was_not_sent(fake: FakeDesk) -> None:
    desk = SupportersDesk(fake)
    page = f"/desk/tickets/{await desk.ask()}"
    notices = desk.notice(), desk.notice(BO.address)
    await desk.reply(notices[0], "Press Save first.", "<1@anna>")
    await desk.reply(notices[1], "Hold Shift.", "<1@bo>", sender=BO.address)
    shown = (await look(page, BO)).text
    assert "Hold Shift." in shown
    assert "It is held until Monday" in shown
    await fake.advance(timedelta(days=7, minutes=10))
    assert "its author did not ask for it to be sent" in (await look(page, BO)).text
