"""The vendor's own words in mails: said to whoever wrote, in both languages, and to nobody else."""

import re

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Language
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.examples.member_links import form_for
from tests.fakes.desk import VENDOR, FakeDesk
from tests.triggers.calling import Answer
from tests.triggers.desk.signing_in import ANNA, OLGA, look, send
from tests.triggers.examples import ACME, EVA

PAGE = "/desk/terms/mails"
CLOSING = {
    "text_sv": "Hälsar {supporter} på {vendor}\n\nVardagar 8-17.",
    "text_en": "Best, {supporter} at {vendor}",
}


async def act(name: str, **typed: str) -> Answer:
    """Write this text as the vendor's owner."""
    read = await look(PAGE, OLGA)
    return await send(PAGE, form_for(read.text, name) | typed, OLGA)


def wrong(answer: Answer, field: str) -> str:
    """What the page says at the field."""
    found = re.search(rf'id="[\w-]+-{field}-wrong">([^<]+)<', answer.text)
    return found[1] if found else ""


async def ask(fake: FakeDesk, email: str, language: Language) -> str:
    """Somebody writes; the ticket."""
    asked = Submission(email=email, name="Eva", product="planner", message="It stops.", language=language)
    accepted = await open_ticket(fake.desk, Request(submission=asked, channel="form", key=f"key-{email}"))
    await fake.rest()
    return accepted.state.id


async def write_all() -> None:
    """The vendor's owner writes each of the texts."""
    await act("closing", **CLOSING)
    await act(
        "receipt",
        text_sv="Driftläget för {product}: {vendor}.",
        text_en="How {product} runs: {vendor}{name}.",
    )
    await act("gate_notice", text_sv="Ring oss gärna.", text_en="Do call us.")


async def test_each_text_stands_in_its_mail_to_whoever_wrote_and_in_no_supporters(kept: FakeDesk) -> None:
    await put_member(kept.desk, ACME)
    await write_all()
    ticket = await ask(kept, EVA, Language.ENGLISH)
    await ask(kept, "stranger@elsewhere.example.org", Language.SWEDISH)
    given = AnswerBody(author="anna", text="It works again.", answers_up_to="m1")
    await answer_ticket(kept.desk, ticket, given, "answer")
    await kept.rest()
    said = {
        (each.to.address, text)
        for each in kept.mailer.delivered
        for text in OWN
        if text in each.text and text in bare(each.html)
    }
    assert said == {
        (EVA, "How Planner runs: Example Software AB."),
        (EVA, "Best, at Example Software AB"),
        (EVA, "Best, Anna at Example Software AB"),
        ("stranger@elsewhere.example.org", "Ring oss gärna."),
        ("stranger@elsewhere.example.org", "Hälsar på Example Software AB"),
        ("stranger@elsewhere.example.org", "Vardagar 8-17."),
    }


OWN = (
    "How Planner runs: Example Software AB.",
    "Best, at Example Software AB",
    "Best, Anna at Example Software AB",
    "Ring oss gärna.",
    "Hälsar på Example Software AB",
    "Vardagar 8-17.",
)


def bare(html: str) -> str:
    """The words of a mail's HTML."""
    return re.sub(r"<[^>]+>", "", html)


async def test_the_page_shows_the_mails_as_they_read_now(kept: FakeDesk) -> None:
    await act("receipt", text_sv="Vi ses!", text_en="See you!")
    swedish, english = [(await look(f"{PAGE}?language={each}", OLGA)).text for each in ("sv", "en")]
    assert swedish.count("Vi ses!") == 3  # the text, its field, and the mail
    assert english.count("See you!") == 3
    assert "Your message is safe with us." in english
    await act("receipt", text_sv="", text_en="")
    assert kept.desk.vendor.mail_texts == VENDOR.mail_texts


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text_en": "At {place}"}, "text_en", "{name}, {product}, {supporter} eller {vendor}"),
        ({"text_en": "At { vendor }"}, "text_en", "{name}, {product}, {supporter} eller {vendor}"),
        ({"text_en": ""}, "text_en", "på båda språken"),
        ({"text_sv": ""}, "text_sv", "på båda språken"),
        ({"text_sv": "x" * 2001}, "text_sv", "2000"),
    ],
)
async def test_an_unknown_place_or_one_language_alone_is_said_at_its_field(
    kept: FakeDesk, typed: dict[str, str], field: str, said: str
) -> None:
    answer = await act("closing", **CLOSING | typed)
    assert answer.status == 422
    assert said in wrong(answer, field)
    assert kept.desk.vendor == VENDOR


async def test_a_supporter_neither_reads_nor_changes_it(kept: FakeDesk) -> None:
    assert (await look(PAGE, ANNA)).status == 403
    token = form_for((await look(PAGE, OLGA)).text, "closing")["token"]
    assert (await send(PAGE, {"act": "closing", "token": token} | CLOSING, ANNA)).status == 403
    assert kept.desk.vendor == VENDOR


async def test_a_text_that_there_is_none_of_is_refused(kept: FakeDesk) -> None:
    token = form_for((await look(PAGE, OLGA)).text, "closing")["token"]
    sent = await send(PAGE, {"act": "opening", "token": token} | CLOSING, OLGA)
    assert sent.status == 404
    assert kept.desk.vendor == VENDOR
