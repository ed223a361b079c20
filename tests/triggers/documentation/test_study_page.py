"""A responsible person's page: what is there, what is marked, and how that ends."""

from datetime import timedelta
from html import unescape

import pytest

from shared.domain.facts.links import LIFETIMES, Purpose
from shared.domain.values.vendor import Language
from shared.web.documentation.study_page import DONE, STUDY_TEXTS
from shared.web.links.member_pages import MEMBER_TEXTS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call
from tests.triggers.documentation.studying import (
    MANUAL,
    PLANNER,
    changed,
    form_of,
    page_of,
    pressed,
    sent,
    told,
)
from tests.triggers.links.following import see, send
from tests.triggers.tickets import opened

DAY = "2\xa0mars\xa02026"


async def seat() -> str | None:
    """The day from which Rune has studied, as the member has it."""
    (held,) = (await call("GET", "/api/members/acme")).json["member"]["seats"]
    day: str | None = held["studied"]
    return day


async def studied() -> int:
    """How many seats the books count as studied."""
    report = (await call("GET", "/api/reports/2026-03")).json
    count: int = report["total"]["member_side"]["documentation_studied"]
    return count


@pytest.mark.parametrize("language", Language)
async def test_the_page_shows_each_document_in_its_readers_language_and_opening_it_writes_nothing(
    fake: FakeDesk, language: Language
) -> None:
    page = await sent(fake)
    before = fake.store.everything()
    shown = await see(f"{page}?language={language}")
    text = unescape(shown.text)
    assert shown.status == 200
    assert (shown.headers["Cache-Control"], shown.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert MANUAL["title"][language] in text
    assert f'href="{MANUAL["address"][language]}"' in text
    assert STUDY_TEXTS[language]["title"].format(product="Planner") in text
    assert fake.store.everything() == before


async def test_a_mark_is_kept_shown_and_taken_back_and_twice_is_once(fake: FakeDesk) -> None:
    page = await sent(fake)
    shown = await pressed(page, "studied", "manual")
    assert DONE[Language.SWEDISH]["studied"] in shown.text
    assert DAY in shown.text
    before = fake.store.everything()
    form = await form_of(page, "undo", "manual")
    assert (await send(page, form | {"act": "studied"})).status == 303
    assert fake.store.everything() == before
    assert (await pressed(page, "undo", "manual")).status == 200
    assert DAY not in (await see(page)).text


async def test_with_the_last_document_the_seat_has_studied_today_and_the_books_count_it(
    fake: FakeDesk,
) -> None:
    page = await sent(fake)
    await opened(fake)  # the month's books know of the member
    await pressed(page, "studied", "manual")
    assert (await seat(), await studied()) == (None, 0)
    fake.clock.instant += timedelta(hours=14, minutes=30)  # half past midnight in Stockholm
    await pressed(page, "studied", "tour")
    assert (await seat(), await studied()) == ("2026-03-03", 1)
    assert "3\xa0mars\xa02026" in (await see(page)).text
    await pressed(page, "undo", "tour")
    assert (await seat(), await studied()) == (None, 0)


async def test_a_day_that_the_vendor_wrote_is_not_taken_back_by_the_page(fake: FakeDesk) -> None:
    page = await sent(fake)
    (held,) = (await call("GET", "/api/members/acme")).json["member"]["seats"]
    change = {"seats": [held | {"studied": "2026-02-01"}]}
    assert (await call("PATCH", "/api/members/acme", change, {"If-Match": "*"})).status == 200
    for name in ("manual", "tour"):
        await pressed(page, "studied", name)
    await pressed(page, "undo", "tour")
    assert await seat() == "2026-02-01"


async def test_a_newer_version_is_to_be_studied_again_and_what_was_finished_stays_so(fake: FakeDesk) -> None:
    page = await sent(fake)
    for name in ("manual", "tour"):
        await pressed(page, "studied", name)
    await call("PUT", f"{PLANNER}/manual", MANUAL | {"version": "9.2"})
    text = unescape((await see(page)).text)
    assert STUDY_TEXTS[Language.SWEDISH]["earlier"].format(version="9.1") in text
    assert await seat() == "2026-03-02"
    await pressed(page, "studied", "manual")
    assert await seat() == "2026-03-02"


async def test_a_document_that_is_gone_is_said_on_the_page_and_as_a_problem(fake: FakeDesk) -> None:
    page = await sent(fake)
    form = await form_of(page, "studied", "tour")
    await call("DELETE", f"{PLANNER}/tour")
    before = fake.store.everything()
    answer = await send(page, form)
    assert (answer.status, "Rundturen" in answer.text) == (404, False)
    assert (await call("POST", page, form)).problem == "document-unknown"
    assert fake.store.everything() == before


@pytest.mark.parametrize("act", ["studied", "ask"])
async def test_a_form_without_a_document_comes_back_with_what_is_wrong(fake: FakeDesk, act: str) -> None:
    page = await sent(fake)
    before = fake.store.everything()
    answer = await send(page, {"act": act, "message": "Typed <b>already</b>."})
    assert answer.status == 422
    assert 'id="document-wrong"' in answer.text
    assert "Typed &lt;b&gt;already&lt;/b&gt;." in answer.text
    assert fake.store.everything() == before


async def test_a_link_that_has_expired_is_renewed_by_mail_once_an_hour(fake: FakeDesk) -> None:
    page = await sent(fake)
    renewal = page.replace("/study/", "/renewal/")
    await call("POST", renewal, headers=BROWSER)
    await fake.rest()
    assert told(fake) == 1
    fake.clock.instant += LIFETIMES[Purpose.STUDY] + timedelta(days=1)
    expired = await see(page)
    assert (expired.status, "/api/member/renewal/" in expired.text) == (410, True)
    assert 'lang="sv"' in expired.text
    for _ in range(2):
        answer = await call("POST", renewal, headers=BROWSER)
        assert answer.status == 200
        assert MEMBER_TEXTS[Language.SWEDISH]["sent_responsible"] in answer.text
    await fake.rest()
    assert told(fake) == 2
    assert (await see(page_of(fake))).status == 200
    await changed(fake, seats=())
    assert (await call("POST", renewal)).problem == "link-revoked"
