"""A quote's page: what it shows, and accepting and declining by it."""

from datetime import timedelta
from html import unescape

import pytest

from shared.domain.facts.links import Link, Purpose
from shared.domain.refusals.errors import (
    LinkExpired,
    LinkInvalid,
    LinkRevoked,
    QuoteExpired,
    QuoteSettled,
    QuoteTakenBack,
    QuoteUnknown,
)
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.usecases.records.ticket_rows import load_whole_ticket
from shared.web.http.problem_kinds import kind_of
from shared.web.work.quote_page import QUOTE_TEXTS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA
from tests.triggers.links.following import act, mailed_link, path_to, see, send
from tests.triggers.work.quoting import MINUTES, QUOTE, SIGNED, quoted, work_of

SWEDISH, ENGLISH = QUOTE_TEXTS[Language.SWEDISH], QUOTE_TEXTS[Language.ENGLISH]
ACCEPT = {"act": "accept", **SIGNED}
DECLINE = {"act": "decline"}


async def offered(fake: FakeDesk) -> tuple[str, str]:
    """A quoted ticket's address, and the path of the quote's link."""
    address = await quoted(fake)
    return address, mailed_link(fake, EVA, Purpose.QUOTE)


def told(text: str) -> str:
    """The text of a page in one line."""
    return unescape(" ".join(text.split())).replace("\u00a0", " ")


async def test_the_page_shows_what_is_offered_and_what_it_means_and_changes_nothing(
    fake: FakeDesk,
) -> None:
    _, link = await offered(fake)
    before = fake.store.everything()
    page = await see(link)
    again = await see(f"{link}?language=en")
    assert (page.status, page.headers["Content-Language"]) == (200, "sv")
    for words in (
        QUOTE["text"],
        "1 200 kr i timmen exkl. moms",
        "1 timme",
        "det vill säga 2 000 kr exkl. moms",
        "taket 1 timme 40 minuter (högst 2 000 kr exkl. moms)",
        "onsdag 1 april 2026",
    ):
        assert words in told(page.text)
    for words in (ENGLISH["title"], "SEK 1,200 an hour", "that is, SEK 2,000", "Wednesday 1 April 2026"):
        assert words in told(again.text)
    assert fake.store.everything() == before


async def test_accepting_is_in_writing_told_to_both_sides_and_proves_the_address(fake: FakeDesk) -> None:
    address, link = await offered(fake)
    before = len(fake.mailer.delivered)
    page = await act(fake, link, "accept", **SIGNED)
    assert SWEDISH["accepted"] in page.text
    assert "av Eva Ek" in told(page.text)
    mails = {mail.to.address: told(mail.text) for mail in fake.mailer.delivered[before:]}
    assert mails.keys() == {EVA, "owner@acme.example.org", "anna@example.com"}
    for mine in (EVA, "owner@acme.example.org"):
        assert "Eva Ek" in mails[mine]
        assert "det vill säga 2 000 kr" in mails[mine]
    assert "godkänt offerten skriftligt" in mails["anna@example.com"]
    whole = await load_whole_ticket(fake.desk.store, address.rpartition("/")[2])
    assert whole is not None
    assert whole.header.state.proved == (address_key(fake.desk.secret, EVA),)
    (quote,) = (await work_of(address))["quotes"]
    assert (quote["status"], quote["decided_by"]) == ("accepted", "Eva Ek")
    log = "".join(event.model_dump_json() for event in whole.events)
    assert "Eva" not in log
    assert [event.content for event in whole.events if event.event == "quote_accepted"] != [""]


async def test_accepting_twice_changes_nothing_and_declining_after_it_is_refused(fake: FakeDesk) -> None:
    _, link = await offered(fake)
    await send(link, ACCEPT)
    await fake.rest()
    before, mailed = fake.store.everything(), len(fake.mailer.delivered)
    assert (await send(link, ACCEPT | {"signature": "Somebody Else"})).status == 303
    late = await send(link, DECLINE)
    await fake.rest()
    assert (late.status, len(fake.mailer.delivered)) == (409, mailed)
    assert kind_of(QuoteSettled).title[Language.SWEDISH] in late.text
    assert fake.store.everything() == before
    shown = await see(link)
    assert 'name="act"' not in shown.text


@pytest.mark.parametrize(("left_out", "wrong"), [("signature", ["signature"]), ("agreed", ["agreed"])])
async def test_without_name_or_tick_the_form_comes_again(
    fake: FakeDesk, left_out: str, wrong: list[str]
) -> None:
    _, link = await offered(fake)
    form = {name: value for name, value in ACCEPT.items() if name != left_out}
    before = fake.store.everything()
    page = await send(link, form)
    assert page.status == 422
    assert f'id="{left_out}-wrong"' in page.text
    assert left_out == "signature" or 'value="Eva Ek"' in page.text
    program = await call("POST", link, form)
    assert [each["field"] for each in program.json["errors"]] == wrong
    assert fake.store.everything() == before


async def test_declining_ends_the_turn_declined_and_stays_readable(fake: FakeDesk) -> None:
    address, link = await offered(fake)
    page = await act(fake, link, "decline", words="Too dear <b>for us</b>.")
    assert SWEDISH["declined"] in page.text
    ticket = (await call("GET", address)).json
    (quote,), turn = ticket["work"]["quotes"], ticket["turns"][0]
    assert (quote["status"], turn["answered"]) == ("declined", True)
    ended = ticket["entries"][-1]
    assert (ended["how"], ended["turns"], ended["text"]) == ("declined", ["m1"], "Too dear <b>for us</b>.")
    assert turn["ended_by"] == [quote["answer"], ended["id"]]
    withdrawal = {"author": "anna", "reason": "No."}
    refused = await call("POST", f"{address}/entries/{ended['id']}/withdraw", withdrawal)
    assert refused.problem == "entry-unknown"
    assert (await call("POST", f"{address}/minutes", MINUTES)).problem == "work-not-accepted"


async def test_declining_leaves_the_clock_met_is_explained_and_counted(fake: FakeDesk) -> None:
    address, link = await offered(fake)
    await act(fake, link, "decline")
    (clock,) = (await call("GET", address)).json["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "answer")
    lines = (await call("GET", f"{address}/clocks/reply-m1")).json["lines"]
    assert "quote.declined" in [line["rule"] for line in lines]
    report = (await call("GET", "/api/reports/2026-03")).json["total"]["vendor_side"]
    assert (report["declined"], report["answered_in_time"], report["no_answer_needed"]) == (1, 1, 0)


async def test_a_declined_quote_is_told_to_both_sides_without_the_words_and_stays_declined(
    fake: FakeDesk,
) -> None:
    _, link = await offered(fake)
    await act(fake, link, "decline", words="Too dear.")
    mails = [mail for mail in fake.mailer.delivered if "tacka" in mail.subject]
    assert {mail.to.address for mail in mails} == {EVA, "anna@example.com"}
    assert not any("Too dear" in mail.text for mail in mails)
    before = fake.store.everything()
    assert (await send(link, DECLINE)).status == 303
    assert (await send(link, ACCEPT)).status == 409
    assert fake.store.everything() == before


async def test_a_quote_that_was_declined_and_then_bounced_leaves_the_turn_declined(fake: FakeDesk) -> None:
    from shared.domain.clocks.clocks import ClockState, clocks  # noqa: PLC0415 - as above
    from shared.domain.events.answer_events import AnswerRefused  # noqa: PLC0415 - this test alone makes one
    from shared.domain.events.event import fold  # noqa: PLC0415 - as above

    address, link = await offered(fake)
    await send(link, DECLINE)
    whole = await load_whole_ticket(fake.desk.store, address.rpartition("/")[2])
    assert whole is not None
    answer, now = whole.header.state.work.quotes[0].answer, fake.clock.now()
    bounced = AnswerRefused(recorded=now, at=now, answer=answer, reason="no such mailbox")
    state = fold(whole.header.state.id, [*whole.events, bounced])
    (clock,) = clocks(state)
    assert (clock.state(now), clock.cancelled, state.unanswered()) == (ClockState.CANCELLED, "declined", ())
    assert clock.state(now) is not ClockState.MET


async def test_a_quote_that_has_expired_is_read_but_not_accepted(fake: FakeDesk) -> None:
    _, link = await offered(fake)
    fake.clock.instant += timedelta(days=31)
    before = fake.store.everything()
    page = await see(link)
    assert page.status == 200
    assert "onsdag 1 april 2026" in told(page.text)
    assert 'name="act"' not in page.text
    late = await send(link, ACCEPT)
    assert late.status == 410
    assert kind_of(QuoteExpired).title[Language.SWEDISH] in late.text
    assert fake.store.everything() == before


async def test_on_its_last_day_in_the_vendors_zone_a_quote_is_still_accepted(fake: FakeDesk) -> None:
    address = await quoted(fake, last_day="2026-03-02")
    link = mailed_link(fake, EVA, Purpose.QUOTE)
    fake.clock.instant = fake.clock.instant.replace(hour=23, minute=0)
    assert (await send(link, ACCEPT)).status == 410
    fake.clock.instant = fake.clock.instant.replace(hour=22, minute=59)
    assert (await send(link, ACCEPT)).status == 303
    assert (await work_of(address))["quotes"][0]["status"] == "accepted"


async def test_a_quote_that_was_withdrawn_is_a_kind_page_and_nothing_is_accepted(fake: FakeDesk) -> None:
    address, link = await offered(fake)
    (quote,) = (await work_of(address))["quotes"]
    await call("POST", f"{address}/quotes/{quote['id']}/withdraw", {"author": "bo", "reason": "Covered."})
    assert 'name="act"' not in (await see(link)).text
    late = await send(link, ACCEPT)
    assert late.status == 410
    assert kind_of(QuoteTakenBack).title[Language.SWEDISH] in late.text
    program = await call("POST", link, ACCEPT)
    assert program.problem == "quote-withdrawn"


async def test_links_of_other_purposes_persons_or_tickets_open_no_quote(fake: FakeDesk) -> None:
    address, _ = await offered(fake)
    ticket = address.rpartition("/")[2]
    me = address_key(fake.desk.secret, EVA)
    status = Link.lasting(Purpose.TICKET, ticket, me, fake.clock.now())
    elsewhere = path_to(fake, status).replace("/ticket/", "/quote/")
    assert kind_of(LinkInvalid).title[Language.SWEDISH] in (await see(elsewhere)).text
    no_quote = Link.lasting(Purpose.QUOTE, ticket, me, fake.clock.now(), about="b" * 16)
    assert kind_of(QuoteUnknown).title[Language.SWEDISH] in (await see(path_to(fake, no_quote))).text
    (quote,) = (await work_of(address))["quotes"]
    other = Link.lasting(Purpose.QUOTE, ticket, "c" * 16, fake.clock.now(), about=quote["id"])
    before = fake.store.everything()
    stranger = await send(path_to(fake, other), ACCEPT)
    assert kind_of(LinkRevoked).title[Language.SWEDISH] in stranger.text
    assert fake.store.everything() == before


async def test_a_revoked_or_expired_link_accepts_nothing(fake: FakeDesk) -> None:
    address, link = await offered(fake)
    await call("POST", f"{address}/links/revoke", {"author": "anna", "reason": "Forwarded."})
    revoked = await send(link, ACCEPT)
    assert kind_of(LinkRevoked).title[Language.SWEDISH] in revoked.text
    _, link = await offered(fake)
    fake.clock.instant += timedelta(days=90)
    gone = await send(link, ACCEPT)
    assert kind_of(LinkExpired).title[Language.SWEDISH] in gone.text
    assert [each["status"] for each in (await work_of(address))["quotes"]] == ["expired"]


async def test_the_status_page_shows_the_quote_as_what_was_said(fake: FakeDesk) -> None:
    await offered(fake)
    page = await see(mailed_link(fake, EVA))
    assert QUOTE["text"] in told(page.text)
