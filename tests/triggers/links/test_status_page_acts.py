"""What a requester does on its status page: write, and confirm the address."""

from shared.domain.values.vendor import Language
from shared.web.http.problem_kinds import kind_of
from shared.web.pages.problems import FormAlreadySent
from shared.web.status.status_page import STATUS_TEXTS
from tests.examples.member_links import form_for, forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import BEA, EVA, TOKEN
from tests.triggers.links.following import act, mailed_link, see, send
from tests.triggers.tickets import answered, opened

TEXTS = STATUS_TEXTS[Language.SWEDISH]


async def test_a_message_from_the_page_is_a_turn_of_its_person_however_often_it_is_sent(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    link = mailed_link(fake, EVA)
    form = form_for((await see(link)).text, "message") | {"message": "It happens in the week view."}
    first, again = [await send(link, form) for _ in range(2)]
    assert (first.status, again.status) == (303, 303)
    await fake.rest()
    turns = (await call("GET", ticket)).json["turns"]
    assert [(turn["email"], turn["text"]) for turn in turns[1:]] == [(EVA, "It happens in the week view.")]
    page = await see(first.headers["Location"])
    assert TEXTS["kept"] in page.text
    assert "It happens in the week view." in page.text


async def test_words_changed_under_a_used_token_come_back_with_a_fresh_one(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    link = mailed_link(fake, EVA)
    form = {"act": "message", "token": TOKEN, "message": "First."}
    await send(link, form)
    page = await send(link, form | {"message": "Second."})
    assert page.status == 422
    assert kind_of(FormAlreadySent).title[Language.SWEDISH] in page.text
    fresh = form_for(page.text, "message")
    assert "Second." in page.text
    assert fresh["token"] != TOKEN
    assert (await send(link, fresh | {"message": "Second."})).status == 303
    assert [turn["text"] for turn in (await call("GET", ticket)).json["turns"]][1:] == ["First.", "Second."]


async def test_an_empty_message_comes_back_with_what_is_wrong_and_nothing_is_written(fake: FakeDesk) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    before = fake.store.everything()
    page = await send(link, {"act": "message", "token": TOKEN, "message": "  "})
    assert page.status == 422
    assert 'id="message-wrong"' in page.text
    assert form_for(page.text, "message")["token"] == TOKEN
    program = await call("POST", link, {"act": "message"})
    assert (program.problem, program.json["errors"][0]["field"]) == ("fields-invalid", "message")
    unknown = await call("POST", link, {"act": "erase"})
    assert unknown.json["errors"][0]["field"] == "act"
    assert fake.store.everything() == before


async def test_confirming_proves_the_address_once_and_the_ticket_says_whose(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await call("POST", f"{ticket}/messages", {"message": "Mine.", "email": BEA})
    await fake.rest()
    before = await call("GET", ticket)
    assert [turn["proved"] for turn in before.json["turns"]] == [False, False]
    page = await act(fake, mailed_link(fake, EVA), "confirm")
    assert TEXTS["now_confirmed"] in page.text
    assert TEXTS["confirmed"] in page.text
    stored = fake.store.everything()
    assert (await send(mailed_link(fake, EVA), {"act": "confirm"})).status == 303
    assert fake.store.everything() == stored
    after = await call("GET", ticket)
    assert [turn["proved"] for turn in after.json["turns"]] == [True, False]
    assert [each["event"] for each in after.json["events"]].count("address_proved") == 1


async def test_a_link_in_a_mail_with_copies_proves_nothing(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await answered(fake, ticket)
    copied = next(mail for mail in fake.mailer.delivered if mail.cc)
    assert copied.to.address == EVA
    link = mailed_link(fake, EVA)
    page = await see(link)
    assert [fields.get("act") for _, fields in forms_in(page.text)] == ["message"]
    assert (await send(link, {"act": "confirm"})).status == 303
    assert (await call("GET", ticket)).json["turns"][0]["proved"] is False
