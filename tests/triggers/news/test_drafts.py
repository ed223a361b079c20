"""The vendor drafts news, looks at it, tests it, sends it, pauses it and sees who got it."""

from typing import Any

import pytest

from tests.fakes.desk import FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.triggers.calling import Answer, call
from tests.triggers.members.test_news import NEWS, RUNE

DRAFT = "/api/news/planner-9"


async def drafted(**changed: object) -> Answer:
    """The draft, written."""
    return await call("PUT", DRAFT, NEWS | changed)


async def test_a_draft_is_kept_edited_and_mailed_to_nobody(fake: FakeDesk) -> None:
    first, again = await drafted(), await drafted(title={"sv": "Planner 9!", "en": "Planner 9!"})
    await fake.rest()
    shown = await call("GET", DRAFT)
    assert (first.status, again.status, first.json["id"]) == (201, 200, shown.json["id"])
    assert (shown.json["state"], shown.json["published"]) == ("draft", None)
    assert (shown.json["title"]["en"], shown.json["text"]) == ("Planner 9!", NEWS["text"])
    assert fake.mailer.delivered == []


async def test_a_draft_that_is_sent_goes_out_once_however_often_it_is_sent(fake: FakeDesk) -> None:
    await drafted()
    sent = [await call("POST", f"{DRAFT}/send") for _ in range(2)]
    await fake.rest()
    last = await call("POST", f"{DRAFT}/send")
    assert [each.status for each in (*sent, last)] == [202] * 3
    assert (last.json["state"], last.json["sent"]) == ("sent", 1)
    assert [mail.to.address for mail in fake.mailer.delivered] == [RUNE]


async def test_what_is_on_its_way_cannot_be_written_anew_and_the_same_again_is_no_change(
    fake: FakeDesk,
) -> None:
    await drafted()
    await call("POST", f"{DRAFT}/send")
    same, other = await drafted(), await drafted(text={"sv": "Nytt.", "en": "New."})
    assert (same.status, same.json["state"]) == (200, "building")
    assert (other.status, other.problem) == (409, "news-on-the-way")
    await fake.rest()
    assert "Hämta den på sidan." in fake.mailer.delivered[0].text


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("sv", "Planner 9 är här", "Du får det här mejlet för att du är ansvarig för Planner"),
        ("en", "Planner 9 is out", "You are receiving this email because you are responsible for Planner"),
    ],
)
async def test_the_preview_is_the_mail_of_that_languages_reader(
    fake: FakeDesk, language: str, subject: str, words: str
) -> None:
    await drafted()
    before = fake.store.everything()
    shown = await call("GET", f"{DRAFT}/preview?language={language}")
    assert shown.status == 200
    assert subject in shown.json["subject"]
    assert words in shown.json["text"]
    assert words in shown.json["html"]
    assert (fake.store.everything(), fake.mailer.delivered) == (before, [])


async def test_the_preview_says_what_the_mail_then_says(fake: FakeDesk) -> None:
    await drafted()
    shown = (await call("GET", f"{DRAFT}/preview?language=sv")).json
    await call("POST", f"{DRAFT}/send")
    await fake.rest()
    (mail,) = fake.mailer.delivered
    assert mail.subject == shown["subject"]
    assert _without_links(mail.text) == _without_links(shown["text"])


def _without_links(text: str) -> list[str]:
    return [word for word in text.split() if "/api/member/" not in word]


async def test_a_test_goes_to_the_supporter_alone_marked_as_one_and_once(fake: FakeDesk) -> None:
    await drafted()
    asked = [await call("POST", f"{DRAFT}/test", {"author": "anna", "language": "en"}) for _ in range(2)]
    await fake.rest()
    assert [each.status for each in asked] == [202, 202]
    (mail,) = fake.mailer.delivered
    assert mail.to.address == "anna@example.com"
    assert mail.subject == "[Test] Example Software AB: Planner 9 is out"
    assert "This is a test." in mail.text
    shown = await call("GET", DRAFT)
    assert (shown.json["state"], shown.json["recipients"]) == ("draft", 0)


async def test_after_a_change_the_same_test_is_mailed_again(fake: FakeDesk) -> None:
    for text in ("One.", "Two."):
        await drafted(text={"sv": text, "en": text})
        await call("POST", f"{DRAFT}/test", {"author": "bo"})
        await fake.rest()
    assert ["Two." in mail.text for mail in fake.mailer.delivered] == [False, True]


async def test_a_test_for_anybody_but_a_supporter_is_refused(fake: FakeDesk) -> None:
    await drafted()
    answer = await call("POST", f"{DRAFT}/test", {"author": "eva"})
    await fake.rest()
    assert (answer.status, answer.problem) == (422, "author-unknown")
    assert fake.mailer.delivered == []


async def test_paused_news_waits_and_goes_on_to_everybody_once(fake: FakeDesk) -> None:
    await drafted()
    await call("POST", f"{DRAFT}/send")
    paused = [await call("POST", f"{DRAFT}/pause") for _ in range(2)]
    await fake.rest()
    assert [(each.status, each.json["state"]) for each in paused] == [(200, "paused")] * 2
    assert fake.mailer.delivered == []
    went_on = await call("POST", f"{DRAFT}/continue")
    await fake.rest()
    assert (went_on.status, went_on.json["state"]) == (202, "building")
    assert [mail.to.address for mail in fake.mailer.delivered] == [RUNE]


@pytest.mark.parametrize("act", ["pause", "continue"])
@pytest.mark.usefixtures("fake")
async def test_a_draft_is_neither_paused_nor_gone_on_with(act: str) -> None:
    await drafted()
    answer = await call("POST", f"{DRAFT}/{act}")
    assert (answer.status, answer.problem) == (409, "news-not-sent-yet")


async def test_news_that_everybody_has_got_cannot_be_paused(fake: FakeDesk) -> None:
    await drafted()
    await call("POST", f"{DRAFT}/send")
    await fake.rest()
    answer = await call("POST", f"{DRAFT}/pause")
    assert (answer.status, answer.problem) == (409, "news-sent")


@pytest.mark.parametrize("act", ["send", "pause", "continue", "test"])
@pytest.mark.usefixtures("fake")
async def test_acts_on_news_that_does_not_exist_are_404(act: str) -> None:
    answer = await call("POST", f"{DRAFT}/{act}", {"author": "anna"} if act == "test" else b"")
    assert (answer.status, answer.problem) == (404, "news-unknown")


@pytest.mark.parametrize(
    ("address", "changed", "field"),
    [
        (DRAFT, {"title": {"sv": "Bara svenska"}}, "title.en"),
        ("/api/news/Planner%209", {}, "id"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_what_is_wrong_with_a_draft_is_named_by_its_path(
    address: str, changed: dict[str, Any], field: str
) -> None:
    answer = await call("PUT", address, NEWS | changed)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


@pytest.mark.usefixtures("fake")
async def test_a_draft_for_a_product_that_is_not_sold_is_refused() -> None:
    answer = await drafted(products=["typo"])
    assert (answer.status, answer.problem) == (422, "product-unknown")


async def test_who_got_it_is_listed_with_when_and_why_not(fake: FakeDesk) -> None:
    await drafted()
    fake.mailer.fail_next(Fault(Fate.REFUSED, to=RUNE))
    await call("POST", f"{DRAFT}/send")
    await fake.rest()
    answer = await call("GET", f"{DRAFT}/people")
    (person,) = answer.json["people"]
    assert (person["address"], person["state"], person["reason"]) == (RUNE, "failed", "Refused")
    assert (person["sent_at"], answer.json["more"], answer.json["next"]) == (None, False, "")


async def test_past_news_of_a_member_has_what_went_out_and_no_draft(fake: FakeDesk) -> None:
    await drafted()
    assert (await call("GET", "/api/members/acme/news")).json["items"] == []
    await call("POST", f"{DRAFT}/send")
    await fake.rest()
    (item,) = (await call("GET", "/api/members/acme/news")).json["items"]
    assert (item["title"], item["products"]) == (NEWS["title"], ["planner"])
    assert (await call("GET", "/api/members/nobody/news")).problem == "member-unknown"
