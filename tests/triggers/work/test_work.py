"""Hourly work at the supporters' door: quotes, minutes, and what is refused."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.refusals.errors import WorkLimitReached
from shared.domain.values.vendor import Language
from shared.web.http.problem_kinds import kind_of
from tests.fakes.desk import FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.triggers.calling import call
from tests.triggers.examples import EVA, REQUEST
from tests.triggers.links.following import act, mailed_link
from tests.triggers.tickets import opened, refused
from tests.triggers.work.quoting import MINUTES, QUOTE, SIGNED, accepted, quoted, work_of

KEY = {"Idempotency-Key": "k-1"}
WHY = {"author": "anna", "reason": "A mistake."}


async def test_a_quote_is_an_answer_that_ends_the_clock_and_goes_to_the_requester(fake: FakeDesk) -> None:
    address = await quoted(fake)
    ticket = (await call("GET", address)).json
    (clock,) = ticket["clocks"]
    assert (clock["state"], clock["how"], ticket["turns"][0]["answered"]) == ("met", "answer", True)
    (quote,) = ticket["work"]["quotes"]
    assert (quote["status"], quote["price"]) == ("offered", {"amount": "1200.00", "currency": "SEK"})
    assert (quote["most"]["amount"], quote["last_day"]) == ("2000.00", "2026-04-01")
    (mail,) = [each for each in fake.mailer.delivered if each.to.address == EVA][1:]
    assert QUOTE["text"] in mail.text
    assert "1\u00a0200\u00a0kr" in mail.text
    assert "Auto-Submitted" not in mail.headers


async def test_the_copy_of_a_quoted_error_report_has_no_link(fake: FakeDesk) -> None:
    address = await opened(fake)
    await call("POST", f"{address}/quotes", QUOTE)
    await fake.rest()
    mails = {mail.to.address: mail for mail in fake.mailer.delivered if QUOTE["text"] in mail.text}
    assert mails.keys() == {EVA, "rune@acme.example.org"}
    assert "/api/member/quote/" in mails[EVA].text
    assert "/api/member/" not in mails["rune@acme.example.org"].text
    assert [mail.cc for mail in mails.values()] == [(), ()]


async def test_a_quote_whose_mail_is_refused_was_never_given(fake: FakeDesk) -> None:
    address = await opened(fake)
    fake.mailer.fail_next(Fault(Fate.REFUSED, to=EVA))
    await call("POST", f"{address}/quotes", QUOTE)
    await fake.rest()
    ticket = (await call("GET", address)).json
    (quote,) = ticket["work"]["quotes"]
    assert (quote["status"], ticket["turns"][0]["answered"]) == ("not_delivered", False)
    assert [clock["state"] for clock in ticket["clocks"]] == ["running"]
    assert await refused(fake, f"{address}/minutes", MINUTES) == (409, "work-not-accepted")
    assert await refused(fake, f"{address}/quotes/{quote['id']}/withdraw", WHY) == (404, "quote-unknown")


async def test_the_same_quote_twice_is_one_and_other_words_under_its_key_are_refused(fake: FakeDesk) -> None:
    address = await opened(fake, kind="question")
    first = await call("POST", f"{address}/quotes", QUOTE, KEY)
    again = await call("POST", f"{address}/quotes", QUOTE, KEY)
    await fake.rest()
    assert (first.status, first.body) == (again.status, again.body)
    assert len((await work_of(address))["quotes"]) == 1
    other = QUOTE | {"limit_minutes": 101}
    assert await refused(fake, f"{address}/quotes", other, KEY) == (422, "idempotency-key-reused")


async def test_nothing_billable_is_logged_before_an_acceptance(fake: FakeDesk) -> None:
    address = await opened(fake)
    assert await refused(fake, f"{address}/minutes", MINUTES) == (409, "work-not-accepted")
    address = await quoted(fake)
    assert await refused(fake, f"{address}/minutes", MINUTES) == (409, "work-not-accepted")
    (quote,) = (await work_of(address))["quotes"]
    named = MINUTES | {"quote": quote["id"]}
    assert await refused(fake, f"{address}/minutes", named) == (409, "work-not-accepted")
    unknown = MINUTES | {"quote": "a" * 16}
    assert await refused(fake, f"{address}/minutes", unknown) == (404, "quote-unknown")


async def test_every_minute_stands_on_the_ticket_with_who_what_and_what_it_costs(fake: FakeDesk) -> None:
    address = await accepted(fake)
    logged = await call("POST", f"{address}/minutes", MINUTES, KEY)
    again = await call("POST", f"{address}/minutes", MINUTES, KEY)
    assert (logged.status, again.status) == (201, 201)
    work = await work_of(address)
    assert work == logged.json["work"] == again.json["work"]
    (entry,) = work["entries"]
    assert (entry["author"], entry["minutes"], entry["text"]) == ("bo", 25, MINUTES["text"])
    assert (entry["day"], entry["cost"]) == ("2026-03-02", {"amount": "500.00", "currency": "SEK"})
    assert (work["minutes"], work["sums"]) == (25, [entry["cost"]])
    other = MINUTES | {"minutes": 26}
    assert await refused(fake, f"{address}/minutes", other, KEY) == (422, "idempotency-key-reused")


async def test_near_the_limit_people_are_warned_once_and_past_it_nothing_is_logged(
    fake: FakeDesk,
) -> None:
    address = await accepted(fake)
    before = len(fake.mailer.delivered)
    for minutes in (79, 1, 5):
        assert (await call("POST", f"{address}/minutes", MINUTES | {"minutes": minutes})).status == 201
        await fake.rest()
    warned = [mail for mail in fake.mailer.delivered[before:] if "20 min" in mail.subject]
    assert [mail.to.address for mail in warned] == ["anna@example.com"]
    assert len(fake.mailer.delivered) == before + 1
    more = await call("POST", f"{address}/minutes", MINUTES | {"minutes": 16})
    assert (more.status, more.problem) == (409, "work-limit-reached")
    assert more.json["detail"] == f"{kind_of(WorkLimitReached).detail[Language.ENGLISH]} Minutes left: 15."
    assert (await call("POST", f"{address}/minutes", MINUTES | {"minutes": 15})).status == 201


async def test_a_new_quote_that_is_accepted_raises_the_limit_at_its_own_price(fake: FakeDesk) -> None:
    address = await accepted(fake)
    await call("POST", f"{address}/minutes", MINUTES | {"minutes": 100})
    dearer = {"hourly_price": "1500.50", "currency": "EUR", "estimate_minutes": 30, "limit_minutes": 30}
    await call("POST", f"{address}/quotes", QUOTE | dearer)
    await fake.rest()
    assert await refused(fake, f"{address}/minutes", MINUTES) == (409, "work-limit-reached")
    await act(fake, mailed_link(fake, EVA, Purpose.QUOTE), "accept", **SIGNED)
    work = (await call("POST", f"{address}/minutes", MINUTES)).json["work"]
    assert work["sums"] == [
        {"amount": "625.21", "currency": "EUR"},
        {"amount": "2000.00", "currency": "SEK"},
    ]
    assert Decimal(work["entries"][-1]["price"]["amount"]) == Decimal("1500.50")
    await fake.rest()
    full = MINUTES | {"quote": work["quotes"][0]["id"], "minutes": 1}
    assert await refused(fake, f"{address}/minutes", full) == (409, "work-limit-reached")


async def test_work_is_never_before_its_acceptance_nor_still_to_come(fake: FakeDesk) -> None:
    address = await accepted(fake)
    for day in ("2026-03-01", "2026-03-03"):
        wrong = MINUTES | {"day": day}
        assert await refused(fake, f"{address}/minutes", wrong) == (422, "work-day-refused")
    fake.clock.instant += timedelta(hours=15)
    late = MINUTES | {"day": "2026-03-03"}
    assert (await call("POST", f"{address}/minutes", late)).json["work"]["entries"][0]["day"] == "2026-03-03"


async def test_withdrawn_minutes_are_billed_to_nobody_and_may_be_logged_anew(fake: FakeDesk) -> None:
    address = await accepted(fake)
    entry = (await call("POST", f"{address}/minutes", MINUTES)).json["work"]["entries"][0]["entry"]
    gone = await call("POST", f"{address}/minutes/{entry}/withdraw", WHY)
    assert (gone.status, gone.json["work"]["minutes"], gone.json["work"]["sums"]) == (200, 0, [])
    before = fake.store.everything()
    assert (await call("POST", f"{address}/minutes/{entry}/withdraw", WHY)).body == gone.body
    assert fake.store.everything() == before
    anew = (await call("POST", f"{address}/minutes", MINUTES)).json["work"]["entries"]
    assert [each["minutes"] for each in anew] == [25]
    assert anew[0]["entry"] != entry
    assert await refused(fake, f"{address}/minutes/nothing/withdraw", WHY) == (404, "minutes-unknown")


async def test_a_quote_taken_back_is_told_and_cannot_be_taken_back_once_accepted(fake: FakeDesk) -> None:
    address = await quoted(fake)
    (quote,) = (await work_of(address))["quotes"]
    taken = await call("POST", f"{address}/quotes/{quote['id']}/withdraw", WHY)
    assert (taken.status, taken.json["work"]["quotes"][0]["status"]) == (202, "withdrawn")
    await fake.rest()
    assert fake.mailer.delivered[-1].to.address == EVA
    assert "går inte längre att godkänna" in " ".join(fake.mailer.delivered[-1].text.split())
    mailed = len(fake.mailer.delivered)
    await call("POST", f"{address}/quotes/{quote['id']}/withdraw", WHY)
    await fake.rest()
    assert len(fake.mailer.delivered) == mailed
    address = await accepted(fake)
    quote = (await work_of(address))["quotes"][-1]
    assert quote["status"] == "accepted"
    assert await refused(fake, f"{address}/quotes/{quote['id']}/withdraw", WHY) == (409, "quote-settled")


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"limit_minutes": 59}, "quote-limit-low"),
        ({"last_day": "2026-03-01"}, "quote-day-passed"),
        ({"author": "nobody"}, "author-unknown"),
        ({"answers_up_to": "m9"}, "turn-unknown"),
        ({"hourly_price": "1200"}, "fields-invalid"),
        ({"hourly_price": "0", "currency": "SEK"}, "fields-invalid"),
        ({"hourly_price": "12.345", "currency": "SEK"}, "fields-invalid"),
        ({"hourly_price": "1200", "currency": "kr"}, "fields-invalid"),
        ({"estimate_minutes": 0}, "fields-invalid"),
        ({"text": " "}, "fields-invalid"),
    ],
)
async def test_a_quote_that_cannot_be_right_is_refused(
    fake: FakeDesk, changed: dict[str, Any], problem: str
) -> None:
    address = await opened(fake)
    assert (await refused(fake, f"{address}/quotes", QUOTE | changed))[1] == problem


@pytest.mark.parametrize(
    "changed", [{"minutes": 0}, {"minutes": 1441}, {"minutes": 1.5}, {"text": ""}, {"quote": "x"}]
)
async def test_minutes_that_cannot_be_right_are_refused(fake: FakeDesk, changed: dict[str, Any]) -> None:
    address = await accepted(fake)
    assert await refused(fake, f"{address}/minutes", MINUTES | changed) == (422, "fields-invalid")


async def test_without_a_price_in_the_settings_the_quote_must_name_one(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.model_copy(update={"hourly_price": "enligt offert"})
    from shared import wiring  # noqa: PLC0415 - this test alone changes the vendor

    wiring.use_desk(fake.desk)
    address = await opened(fake)
    assert await refused(fake, f"{address}/quotes", QUOTE) == (422, "price-unknown")
    priced = QUOTE | {"hourly_price": 950, "currency": "SEK"}
    assert (await call("POST", f"{address}/quotes", priced)).status == 202


async def test_a_ticket_that_was_merged_keeps_its_agreement_and_takes_no_new_quote(fake: FakeDesk) -> None:
    address = await accepted(fake)
    into = await opened(fake, message="Another matter.")
    await call("POST", f"{address}/merge", {"into": into.rpartition("/")[2], "author": "anna"})
    await fake.rest()
    other = QUOTE | {"text": "Something else."}
    assert await refused(fake, f"{address}/quotes", other) == (409, "ticket-merged")
    assert (await call("POST", f"{address}/minutes", MINUTES)).status == 201
    assert await refused(fake, f"{into}/minutes", MINUTES) == (409, "work-not-accepted")


async def test_a_part_that_is_split_off_is_quoted_by_itself(fake: FakeDesk) -> None:
    address = await opened(fake)
    await call("POST", f"{address}/messages", {"message": "And build us a report."})
    split = (await call("POST", f"{address}/turns/m2/split", {"author": "anna"})).json["split"][0]
    await fake.rest()
    part = f"/api/tickets/{split['into']}"
    given = await call("POST", f"{part}/quotes", QUOTE)
    assert given.status == 202, given.text
    await fake.rest()
    assert (await call("GET", address)).json["work"]["quotes"] == []
    assert [clock["state"] for clock in (await call("GET", address)).json["clocks"]] == ["running"]
    assert [clock["state"] for clock in (await call("GET", part)).json["clocks"]] == ["met"]
    await act(fake, mailed_link(fake, REQUEST["email"], Purpose.QUOTE), "accept", **SIGNED)
    assert (await call("POST", f"{part}/minutes", MINUTES)).status == 201
