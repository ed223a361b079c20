"""A question about a place in a document is a ticket like any other, and material about the document."""

from datetime import timedelta

import pytest

from shared.domain.members.member import HandSubscription
from shared.domain.values.vendor import Language
from shared.web.documentation.study_page import DONE
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.documentation.studying import RUNE, asked, changed, form_of, sent, tickets
from tests.triggers.links.following import see, send
from tests.triggers.tickets import answered


async def test_it_is_a_question_that_carries_the_document_and_the_place(fake: FakeDesk) -> None:
    ticket = await asked(fake, await sent(fake))
    view = (await call("GET", ticket)).json
    (turn,), (material,) = view["turns"], view["material"]
    assert (view["kind"], view["product"], view["member"]) == ("question", "planner", "acme")
    assert (turn["email"], turn["name"], turn["subject"]) == (RUNE, "Rune", "Handboken: Kapitel 3")
    assert (turn["text"], turn["document_place"]) == ("Var sparas exporten?", "Kapitel 3")
    assert (material["turn"], material["document"], material["author"]) == ("m1", "manual", "")
    assert [(clock["kind"], clock["state"]) for clock in view["clocks"]] == [("reply", "running")]
    receipt = [mail for mail in fake.mailer.delivered if mail.to.address == RUNE][-1]
    assert "3\xa0mars" in receipt.text
    (month,) = (await call("GET", "/api/material/2026-03")).json["material"]
    assert (month["document"], month["place"], month["reason"]) == ("manual", "Kapitel 3", "")


async def test_it_is_answered_and_counted_as_any_other(fake: FakeDesk) -> None:
    ticket = await asked(fake, await sent(fake))
    await answered(fake, ticket)
    (clock,) = (await call("GET", ticket)).json["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "answer")
    total = (await call("GET", "/api/reports/2026-03")).json["total"]["vendor_side"]
    assert (total["messages"], total["answered_in_time"]) == (1, 1)


async def test_sent_twice_it_is_one_ticket_and_the_page_says_that_it_has_come(fake: FakeDesk) -> None:
    page = await sent(fake)
    typed = {"document": "manual", "message": "Var?"}
    form = await form_of(page, "ask") | typed
    first = await send(page, form)
    await fake.rest()
    before = fake.store.everything()
    assert (await send(page, form)).headers["Location"] == first.headers["Location"]
    await fake.rest()
    assert fake.store.everything() == before
    assert DONE[Language.SWEDISH]["ask"] in (await see(first.headers["Location"])).text
    other = await send(page, form | {"message": "En annan."})
    assert other.status == 422
    assert len(await tickets(fake)) == 1


async def test_without_a_key_the_same_within_an_hour_is_one(fake: FakeDesk) -> None:
    page = await sent(fake)
    body = {"act": "ask", "document": "manual", "message": "Var?"}
    for _ in range(2):
        assert (await call("POST", page, body)).status == 303
    await fake.rest()
    assert len(await tickets(fake)) == 1
    fake.clock.instant += timedelta(hours=1)
    await call("POST", page, body)
    await fake.rest()
    assert len(await tickets(fake)) == 2


async def test_it_waits_at_the_gate_where_the_subscription_has_ended(fake: FakeDesk) -> None:
    page = await sent(fake)
    ended = HandSubscription(product="planner", since=START, status="cancelled")
    await changed(fake, subscriptions=(ended,))
    fake.clock.instant += timedelta(hours=1)
    ticket = await asked(fake, page)
    view = (await call("GET", ticket)).json
    assert (view["turns"][0]["covered"], view["clocks"]) == (False, [])
    assert view["material"][0]["document"] == "manual"


@pytest.mark.parametrize("language", Language)
async def test_it_is_asked_and_answered_in_the_language_of_the_page(
    fake: FakeDesk, language: Language
) -> None:
    page = await sent(fake)
    typed = {"document": "tour", "message": "?", "language": language}
    await send(page, await form_of(page, "ask") | typed)
    await fake.rest()
    (ticket,) = await tickets(fake)
    subject = (await call("GET", f"/api/tickets/{ticket}")).json["turns"][0]["subject"]
    assert subject == {"sv": "Rundturen", "en": "The tour"}[language]
    receipt = [mail for mail in fake.mailer.delivered if mail.to.address == RUNE][-1]
    assert f'lang="{language}"' in receipt.html


async def test_what_is_typed_into_place_and_question_never_becomes_a_key_or_a_message(
    fake: FakeDesk,
) -> None:
    await asked(fake, await sent(fake), place="personal place", message="personal question")
    assert [key for key in fake.store.everything() if "personal" in "".join(map(str, key))] == []
