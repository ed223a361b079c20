"""An answer that did not arrive stays on the ticket's page, with why in the reader's language."""

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.people.forgetting import ERASED, KEPT_NO_LONGER
from shared.domain.values.vendor import Language
from shared.usecases.outbox.record_delivery import record_delivery
from shared.web.desk.ticket.ticket_story import not_sent_because
from tests.examples.delivery_examples import report_of
from tests.fakes.desk import FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.triggers.desk.signing_in import ANNA, BO, act, look
from tests.triggers.desk.test_ticket_page import at_the_desk
from tests.triggers.examples import EVA


async def test_an_answer_that_is_refused_is_shown_with_its_words_and_as_one_that_does_not_count(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    fake.mailer.fail_next(Fault(Fate.REFUSED, to=EVA))
    await act(page, "answer", text="Press Save first.")
    await fake.rest()
    swedish, english = (await look(page, ANNA)).text, (await look(page, BO)).text
    assert "Press Save first." in english
    assert (
        f"Gick inte att skicka till {EVA}, rune@acme.example.org: mejltjänsten tog inte emot det" in swedish
    )
    assert "The answer did not arrive and does not count" in english


async def test_what_was_reported_of_an_answer_is_told_in_the_readers_words(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await act(page, "answer", text="Press Save first.")
    await fake.rest()
    (mail,) = (each for each in fake.mailer.delivered if "Press Save first." in each.text and each.cc)
    report = report_of(mail, DeliveryStatus.BOUNCED, EVA, fake.clock.now())
    await record_delivery(fake.desk, report)
    await fake.rest()
    swedish = (await look(page, ANNA)).text
    for words in ("Press Save first.", "Mejlet studsade: adressen finns inte", "räknas inte"):
        assert words in swedish


@pytest.mark.parametrize("reason", [ERASED, KEPT_NO_LONGER, "AttachmentInfected", "AttachmentMissing"])
def test_each_reason_of_ours_has_words_of_its_own(reason: str) -> None:
    for language in Language:
        assert reason not in not_sent_because(reason, language)


async def test_the_sums_of_a_clock_name_what_happened_in_words(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await act(page, "answer", text="Press Save first.")
    for reader, words in ((ANNA, "Ett svar skrevs"), (BO, "An answer was written")):
        _, _, sums = (await look(page, reader)).text.partition('<div class="sums">')
        told = sums.partition("</div>")[0]
        assert (words in told, "_" in told) == (True, False)
