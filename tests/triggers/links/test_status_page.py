"""The requester's status page: what one person was promised and told, and nobody else's words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from shared import wiring
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import reason_words
from shared.ports.store import Change, Table
from shared.usecases.status.next_steps import NextStep
from shared.web.links.member_pages import SHEET
from shared.web.pages.page_policy import content_security_policy
from shared.web.status.status_page import STATUS_TEXTS, STEPS
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import call
from tests.triggers.examples import BEA, EVA, REQUEST, STRANGER
from tests.triggers.links.following import mailed_link, see
from tests.triggers.tickets import answered, opened

TEXTS = STATUS_TEXTS[Language.SWEDISH]


class UnwritableStore(MemoryStore):
    """A store that fails the test at the first attempt to write."""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        raise AssertionError(table, partition, changes)


async def test_a_receipts_link_shows_what_was_promised_said_and_comes_next(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    page = await see(mailed_link(fake, EVA))
    text = unescape(page.text)
    assert page.status == 200
    assert ticket.rpartition("/")[2] in text
    assert "Planner" in text
    assert "tisdag 3\u00a0mars\u00a02026 kl.\u00a010.00, svensk tid (UTC+1)" in text
    assert "Du får svar senast tisdag 3\u00a0mars" in text
    assert REQUEST["message"] in text
    assert EVA not in text


async def test_an_answer_stands_there_with_its_author_and_the_kept_promise(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    fake.clock.instant += timedelta(hours=1)
    await answered(fake, ticket)
    text = unescape((await see(mailed_link(fake, EVA))).text)
    assert "Press Save first." in text
    assert "och svarade måndag 2\u00a0mars kl.\u00a011.00" in text
    assert STEPS[Language.SWEDISH][NextStep.ANSWERED] in text


async def test_a_clock_past_due_says_that_we_are_late(fake: FakeDesk) -> None:
    await opened(fake)
    await fake.advance(timedelta(hours=25))
    assert "Vi är sena och beklagar det." in (await see(mailed_link(fake, EVA))).text


async def test_a_message_at_the_gate_says_why_no_clock_runs_and_what_the_choices_are(fake: FakeDesk) -> None:
    await opened(fake, email=STRANGER)
    text = unescape((await see(mailed_link(fake, STRANGER))).text)
    assert "vi har inte lovat någon svarstid" in text
    assert "är inte registrerad hos någon av våra kunder" in text
    advice = reason_words(GateReason.UNKNOWN_SENDER, Language.SWEDISH).advice
    assert f"<p>{advice}</p>" in text
    assert "mot betalning, 1\u00a0200\u00a0kr i timmen exkl.\u00a0moms." in text


@pytest.mark.parametrize("language", Language)
async def test_the_page_is_in_the_tickets_language_whatever_the_browser_accepts(
    fake: FakeDesk, language: Language
) -> None:
    await opened(fake, language=language)
    other = next(each for each in Language if each is not language)
    link = mailed_link(fake, EVA)
    page = await see(link, {"Accept-Language": other})
    assert page.headers["Content-Language"] == language
    assert STATUS_TEXTS[language]["title"] in page.text
    assert STATUS_TEXTS[other]["title"] in (await see(f"{link}?language={other}")).text


async def test_opening_a_link_writes_nothing_at_all(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await answered(fake, ticket)
    link = mailed_link(fake, EVA)
    store = UnwritableStore()
    store.__dict__.update(fake.store.__dict__)
    wiring.use_desk(replace(fake.desk, store=store))
    before = store.everything()
    for _ in range(3):
        assert (await see(link)).status == 200
    assert store.everything() == before
    assert fake.queue.take() == []


async def test_the_page_is_kept_by_nobody_and_tells_no_other_site_where_its_reader_came_from(
    fake: FakeDesk,
) -> None:
    await opened(fake)
    page = await see(mailed_link(fake, EVA))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Content-Security-Policy"] == content_security_policy(SHEET)
    assert '<meta name="robots" content="noindex">' in page.text
    assert not re.search(r"<script|<img|\bsrc=| style=|url\(|@import", page.text)


async def test_no_address_in_a_requesters_words_leads_anywhere(fake: FakeDesk) -> None:
    await opened(fake, message="See https://phish.example.com/ and <b>this</b>.")
    text = (await see(mailed_link(fake, EVA))).text
    assert "https://phish.example.com/" in text
    assert 'href="https://phish.example.com/' not in text
    assert "<b>this</b>" not in text


async def test_another_persons_words_at_the_same_ticket_are_never_shown(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    body = {"message": "Bea's own words.", "email": BEA}
    assert (await call("POST", f"{ticket}/messages", body)).status == 202
    await fake.rest()
    note = {"author": "anna", "contact": "call", "note": "An internal note.", "answers_up_to": "m1"}
    assert (await call("POST", f"{ticket}/contacts", note)).status == 201
    await answered(fake, ticket, "m2", "For Bea alone.")
    evas, beas = [unescape((await see(mailed_link(fake, person))).text) for person in (EVA, BEA)]
    for hidden in ("Bea's own words.", "For Bea alone.", "An internal note."):
        assert hidden not in evas
    assert REQUEST["message"] not in beas
    assert "Bea's own words." in beas
    assert "For Bea alone." in beas
