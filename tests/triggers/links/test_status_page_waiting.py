"""What waits for its reader stands first on the status page, with the way to it."""

from datetime import timedelta
from html import unescape

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.values.vendor import Language
from shared.usecases.status.next_steps import NextStep
from shared.web.status.status_page import STATUS_TEXTS, STEP_LINKS, STEPS
from tests.examples.member_links import link_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import act, asked, offer, pick
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link, see
from tests.triggers.tickets import answered, opened

QUOTE = {"author": "anna", "text": "It is new work.", "answers_up_to": "m1", "estimate_minutes": 90}


def links_to(page: str, purpose: Purpose) -> list[str]:
    """Where the page leads for this purpose."""
    return [each for each in page.split('"') if f"/api/member/{purpose}/" in each]


async def quoted(fake: FakeDesk, **more: object) -> str:
    """A ticket whose question was quoted."""
    ticket = await opened(fake, kind="question")
    answer = await call("POST", f"{ticket}/quotes", QUOTE | more)
    assert answer.status == 202, answer.text
    await fake.rest()
    return ticket


@pytest.mark.parametrize("language", Language)
async def test_a_quote_that_waits_is_told_with_its_last_day_and_a_link(
    fake: FakeDesk, language: Language
) -> None:
    await quoted(fake)
    page = await see(f"{mailed_link(fake, EVA)}?language={language}")
    words = unescape(page.text).replace("\u00a0", " ")
    assert STEP_LINKS[language][NextStep.QUOTE] in words
    assert "1 april 2026" in words or "1 April 2026" in words
    assert STEPS[language][NextStep.ANSWERED] not in words
    (link,) = links_to(page.text, Purpose.QUOTE)
    assert (await see(link)).status == 200


async def test_a_quote_that_was_answered_or_has_expired_waits_no_more(fake: FakeDesk) -> None:
    await quoted(fake)
    await fake.advance(timedelta(days=40))
    page = await see(mailed_link(fake, EVA))
    assert links_to(page.text, Purpose.QUOTE) == []


async def test_a_link_that_others_were_mailed_too_leads_to_nothing_that_is_decided(fake: FakeDesk) -> None:
    ticket = await quoted(fake)
    body = {"author": "anna", "text": "As I said.", "answers_up_to": "m1", "with_copy": True}
    assert (await call("POST", f"{ticket}/answers", body)).status == 202
    await fake.rest()
    page = await see(mailed_link(fake, EVA))
    assert links_to(page.text, Purpose.QUOTE) == []
    assert STATUS_TEXTS[Language.SWEDISH]["in_the_mail"] in unescape(page.text)


async def test_slots_that_wait_are_told_with_a_link_and_then_the_time_that_was_picked(fake: FakeDesk) -> None:
    conference = await asked(fake)
    receipt = mailed_link(fake, EVA)
    await offer(fake, conference, 4, 6)
    page = await see(receipt)
    assert STEP_LINKS[Language.SWEDISH][NextStep.SLOTS] in unescape(page.text)
    (link,) = links_to(page.text, Purpose.CONFERENCE)
    assert (await see(link)).status == 200
    await pick(fake)
    booked = unescape((await see(receipt)).text)
    assert "Konferensen är bokad till måndag 2\u00a0mars kl.\u00a014.00" in booked
    assert "Vi håller konferensen som du bad om" not in booked


async def test_a_conference_that_was_declined_waits_no_more(fake: FakeDesk) -> None:
    conference = await asked(fake)
    receipt = mailed_link(fake, EVA)
    await offer(fake, conference, 4, 6)
    await act(fake, conference, "cancel", reason="The member said so.", declined=True)
    page = await see(receipt)
    assert links_to(page.text, Purpose.CONFERENCE) == []
    assert "Vi lovade en konferens senast" in unescape(page.text)
    assert "avböjdes" in unescape(page.text)


async def test_a_revoked_link_to_a_quote_is_made_anew_for_the_next_mails_reader(fake: FakeDesk) -> None:
    ticket = await quoted(fake)
    text = next(mail.text for mail in reversed(fake.mailer.delivered) if mail.to.address == EVA)
    old = link_in(text, Purpose.QUOTE)
    await call("POST", f"{ticket}/links/revoke", {"author": "anna", "reason": "Forwarded."})
    assert (await see(old)).status == 410
    await answered(fake, ticket)
    (link,) = links_to((await see(mailed_link(fake, EVA))).text, Purpose.QUOTE)
    assert (await see(link)).status == 200


async def test_what_is_late_is_not_promised_for_an_instant_that_has_passed(fake: FakeDesk) -> None:
    await opened(fake)
    await fake.advance(timedelta(hours=25))
    words = unescape((await see(mailed_link(fake, EVA))).text)
    assert STEPS[Language.SWEDISH][NextStep.LATE] in words
    assert "svarar dig via e-post senast" not in words
