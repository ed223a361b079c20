"""What a rendered mail promises its reader."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import get_args

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.letters.letters import Answer, Escalation, GateNotice, Letter, NewTicket, Receipt
from shared.domain.letters.news_letters import News
from shared.domain.letters.seat_letters import SeatBounced
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Level
from shared.mail.render import Rendered, known_product, render
from shared.mail.vocabulary import LEVELS, reason_words
from tests.letters.letters import CONFERENCE_DUE, LINK, REPLY_DUE, TICKET, VENDOR, address_of, letters

EVERY_LETTER = list(letters())
VOID = {"meta", "br", "img", "hr", "link"}
HOSTILE = '"><script>alert(1)</script>&{{ 7 * 7 }}'


class _Reader(HTMLParser):
    """Keeps the visible words, and the tags that were opened and never closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def _plain(text: str) -> str:
    """The text with every run of white space, those at which no line breaks among them, as one space."""
    return " ".join(text.split())


def _both(letter: Letter) -> list[Rendered]:
    return [render(letter, language, VENDOR, address_of) for language in Language]


def test_every_kind_of_letter_has_an_example_here() -> None:
    kinds: tuple[type[Letter], ...] = get_args(get_args(Letter.__value__)[0])
    assert {type(each) for each in EVERY_LETTER} == set(kinds)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", EVERY_LETTER, ids=lambda letter: letter.letter)
def test_every_letter_renders_whole_in_both_languages(letter: Letter, language: Language) -> None:
    mail = render(letter, language, VENDOR, address_of)
    page = _Reader(mail.html)
    assert not page.open
    assert f'lang="{language}"' in mail.html
    assert "\n" not in mail.subject
    assert mail.text.strip()
    for part in (mail.subject, mail.text, page.text()):
        assert "{{" not in part
        assert "None" not in part
    assert "\n\n\n" not in mail.text


CODES = re.compile(r"\b(?:[a-z2-7]{4}-[a-z2-7]{4}|(?=[a-z]*[2-7])[a-z2-7]{16})\b")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", EVERY_LETTER, ids=lambda letter: letter.letter)
def test_a_mail_shows_one_code_at_most_short_enough_for_the_telephone(
    letter: Letter, language: Language
) -> None:
    mail = render(letter, language, VENDOR, address_of)
    for part in (mail.subject, mail.text, _Reader(mail.html).text()):
        codes = set(CODES.findall(re.sub(r"https?://\S+", "", part)))
        assert codes <= {short_code(TICKET)}


@pytest.mark.parametrize("letter", EVERY_LETTER, ids=lambda letter: letter.letter)
def test_no_two_letters_languages_read_alike(letter: Letter) -> None:
    swedish, english = _both(letter)
    assert swedish.text != english.text
    assert swedish.html != english.html


@pytest.mark.parametrize("letter", EVERY_LETTER, ids=lambda letter: letter.letter)
def test_the_same_letter_always_gives_the_same_mail(letter: Letter) -> None:
    assert _both(letter) == _both(letter)


@pytest.mark.parametrize(
    ("language", "reply", "conference"),
    [
        (Language.SWEDISH, "onsdag 5 augusti 2026 kl. 14.04", "torsdag 6 augusti 2026 kl. 07.30"),
        (Language.ENGLISH, "Wednesday 5 August 2026 at 14:04", "Thursday 6 August 2026 at 07:30"),
    ],
)
def test_a_receipt_states_the_promised_instants(language: Language, reply: str, conference: str) -> None:
    letter = Receipt(ticket=TICKET, product="planner", reply_due=REPLY_DUE, conference_due=CONFERENCE_DUE)
    mail = render(letter, language, VENDOR, address_of)
    for part in (_plain(mail.text), _Reader(mail.html).text()):
        assert reply in part
        assert conference in part
        assert short_code(TICKET) in part
        assert "Planner" in part
    assert mail.subject.startswith(f"[{short_code(TICKET)}] ")


def test_a_receipt_without_a_conference_speaks_of_none() -> None:
    swedish, english = _both(Receipt(ticket=TICKET, reply_due=REPLY_DUE))
    assert "onferens" not in swedish.text + swedish.html
    assert "onference" not in english.text + english.html


@pytest.mark.parametrize("reason", GateReason)
@pytest.mark.parametrize("language", Language)
def test_a_gate_notice_tells_the_reason_both_choices_and_last_one_thing_to_do(
    language: Language, reason: GateReason
) -> None:
    mail = render(GateNotice(ticket=TICKET, product="planner", reason=reason), language, VENDOR, address_of)
    words = reason_words(reason, language)
    swedish = language is Language.SWEDISH
    rate = "1 200 kr i timmen exkl. moms" if swedish else "SEK 1,200 an hour excl. VAT"
    reply = "Svara på det här mejlet och skriv" if swedish else "Reply to this email and tell us"
    for part in (_plain(mail.text), _Reader(mail.html).text()):
        assert words.whole in part
        assert words.advice in part
        assert rate in part
        assert reply in part
        if words.advice:
            assert part.index(words.advice) < part.index(rate) < part.rindex(reply)
        assert ("24 timmar" if language is Language.SWEDISH else "24 hours") in part


def test_automatic_mail_never_repeats_a_product_that_the_sender_made_up() -> None:
    made_up = "call 555-EVIL"
    for letter in (
        Receipt(ticket=TICKET, product=made_up, reply_due=REPLY_DUE),
        GateNotice(ticket=TICKET, product=made_up, reason=GateReason.LAPSED),
        NewTicket(ticket=TICKET, kind=Kind.ERROR, product=made_up, reason=GateReason.UNKNOWN_SENDER),
        Escalation(ticket=TICKET, clock=ClockKind.REPLY, level=Level.BREACH, due=REPLY_DUE, product=made_up),
    ):
        for mail in _both(letter):
            assert "555" not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize("written", ["planner", "Planner", " PLANNER "])
def test_a_known_product_is_shown_by_its_name(written: str) -> None:
    assert known_product(written, VENDOR) == "Planner"


@pytest.mark.parametrize("level", Level)
def test_an_escalation_says_how_urgent_and_which_ticket_without_a_link_that_needs_a_key(level: Level) -> None:
    letter = Escalation(ticket=TICKET, clock=ClockKind.REPLY, level=level, due=REPLY_DUE)
    for language, mail in zip(Language, _both(letter), strict=True):
        page = _Reader(mail.html)
        assert LEVELS[language][level] in mail.subject
        assert LEVELS[language][level] in mail.text
        assert LEVELS[language][level] in page.text()
        assert short_code(TICKET) in mail.text
        assert short_code(TICKET) in page.text()
        assert "/api/tickets/" not in mail.text + mail.html


def test_only_a_breach_says_that_the_promise_is_broken() -> None:
    told = {
        level: "is broken"
        in render(
            Escalation(ticket=TICKET, clock=ClockKind.REPLY, level=level, due=REPLY_DUE),
            Language.ENGLISH,
            VENDOR,
            address_of,
        ).text
        for level in Level
    }
    assert [level for level, broken in told.items() if broken] == [Level.BREACH]


def test_an_answer_carries_the_words_and_the_supporters_name() -> None:
    words = "First.\n\nSecond, see https://docs.example.com/a?b=1&c=2."
    for mail in _both(Answer(ticket=TICKET, answer="a1", author="anna", words=words)):
        page = _Reader(mail.html)
        assert words in mail.text
        assert "Anna Lind" in mail.text
        assert "Anna Lind" in page.text()
        assert "https://docs.example.com/a?b=1&c=2" in page.links


def test_what_people_write_is_never_markup() -> None:
    letters_from_people: list[Letter] = [
        Answer(ticket=TICKET, answer="a1", author=HOSTILE, words=HOSTILE),
        News(products=(HOSTILE,), title=HOSTILE, words=HOSTILE),
        Escalation(ticket=TICKET, clock=ClockKind.REPLY, level=Level.BREACH, due=REPLY_DUE, member=HOSTILE),
    ]
    for letter in letters_from_people:
        for mail in _both(letter):
            page = _Reader(mail.html)
            assert page.tags["script"] == 0
            assert HOSTILE in page.text()
            assert HOSTILE in mail.text


def test_what_people_write_is_never_a_mark() -> None:
    marks = "**bold** [here](https://evil.example) <a@evil.example>"
    letter = Escalation(ticket=TICKET, clock=ClockKind.REPLY, level=Level.BREACH, due=REPLY_DUE, member=marks)
    for mail in _both(letter):
        page = _Reader(mail.html)
        assert marks in page.text()
        assert marks in mail.text
        assert not page.links


def test_a_title_with_line_breaks_cannot_make_a_header() -> None:
    letter = News(products=("planner",), title="News\r\nBcc: eve@example.org", words="x")
    for mail in _both(letter):
        assert mail.subject == "Example Software AB: News Bcc: eve@example.org"


@pytest.mark.parametrize("language", Language)
def test_whoever_is_asked_for_another_address_reads_which_one_is_dead(language: Language) -> None:
    facts = {"member": "Example", "products": ("planner",), "name": "Rune", "address": "rune@example.org"}
    lost = SeatBounced(**facts, status=DeliveryStatus.BOUNCED, link=LINK)
    mail = render(lost, language, VENDOR, address_of)
    assert "rune@example.org" in mail.text
    assert "rune@example.org" in mail.html
    assert mail.text.count(address_of(LINK)) == 1
