"""What every mail to somebody at a member keeps to: it says which product, greets, and can be replied to."""

import re
from textwrap import wrap
from typing import get_args

import pytest

from shared.domain.letters.conference_letters import (
    AtItsTime,
    ConferenceOff,
    ConferenceReminder,
    ConferenceSet,
    SlotsOffer,
)
from shared.domain.letters.documentation_letters import WhatToStudy
from shared.domain.letters.letter_bases import ItemOfNews, PersonsAnswer, ToTheMember
from shared.domain.letters.letters import BillingUnheard, GateNotice, Letter, Receipt
from shared.domain.letters.seat_letters import SeatEmpty
from shared.domain.letters.work_letters import QuoteCopy
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.render import Rendered, render
from tests.examples.contract_story import Story, planner
from tests.letters.conference_letters import conference_set
from tests.letters.letters import VENDOR, address_of, letters

KINDS: tuple[type[Frozen], ...] = get_args(get_args(Letter.__value__)[0])
GREETING = {Language.SWEDISH: "Hej!", Language.ENGLISH: "Hello,"}
ABOUT_A_TICKET = Receipt | GateNotice | PersonsAnswer | ToTheMember | AtItsTime
TO_MEMBERS = [
    each
    for each in letters()
    if isinstance(each, ABOUT_A_TICKET | SeatEmpty | WhatToStudy)
    and not (isinstance(each, AtItsTime) and each.link is None)
]
WITH_PRODUCT = [
    each
    for each in TO_MEMBERS
    if isinstance(each, ABOUT_A_TICKET | SeatEmpty | WhatToStudy) and each.product == "planner"
]
PERSONS_OWN = QuoteCopy | ItemOfNews | BillingUnheard | SlotsOffer | WhatToStudy
"""Mails of as many words or lines as there are."""
LETTERS_IN_A_ROW = 40
ROWS_ON_A_SCREEN = 26
"""At 16 pixels, on a telephone of 375 by 667."""
TAG = re.compile(r"<[^>]*>")


def _words(mail: Rendered) -> str:
    return " ".join(TAG.sub(" ", mail.html).split())


def _kind(letter: Letter) -> str:
    return letter.letter


def test_every_kind_of_mail_about_a_members_ticket_has_an_example_with_a_product() -> None:
    named = {type(each) for each in WITH_PRODUCT}
    assert {kind for kind in KINDS if issubclass(kind, get_args(ABOUT_A_TICKET))} <= named


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", WITH_PRODUCT, ids=_kind)
def test_its_subject_says_which_product_it_is_about(letter: Letter, language: Language) -> None:
    assert "Planner" in render(letter, language, VENDOR, address_of).subject


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", TO_MEMBERS, ids=_kind)
def test_text_and_html_greet_alike_but_a_persons_words_are_their_own(
    letter: Letter, language: Language
) -> None:
    mail, greeting = render(letter, language, VENDOR, address_of), GREETING[language]
    greets = not isinstance(letter, PersonsAnswer)
    assert mail.text.startswith(f"{greeting}\n\n") is greets
    assert (f">{greeting}</p>" in mail.html) is greets


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", TO_MEMBERS, ids=_kind)
def test_nobody_is_told_to_write_a_mail_of_their_own_where_a_reply_is_enough(
    letter: Letter, language: Language
) -> None:
    mail = render(letter, language, VENDOR, address_of)
    assert VENDOR.mailbox not in mail.text + mail.html


@pytest.mark.parametrize("language", Language)
def test_a_copy_of_an_answer_says_to_whom_it_goes_and_no_other_answer_does(language: Language) -> None:
    why = {
        Language.SWEDISH: "En kopia går till den som är ansvarig för Planner hos er.",
        Language.ENGLISH: "A copy goes to the person who is responsible for Planner at your organisation.",
    }[language]
    answers = [each for each in WITH_PRODUCT if each.letter == "answer"]
    told = {
        each.copied: [why in part for part in (mail.text, _words(mail))]
        for each in answers
        if isinstance(each, PersonsAnswer)
        for mail in [render(each, language, VENDOR, address_of)]
    }
    assert told == {True: [True, True], False: [False, False]}


async def test_the_answer_to_an_error_report_says_why_the_responsible_person_gets_it() -> None:
    story = Story()
    await story.acme(planner())
    copied = await story.answer(await story.ask())
    await story.acme(planner(), seats=())
    alone = await story.answer(await story.ask())
    assert (len(copied.cc), len(alone.cc)) == (1, 0)
    assert [" ansvarig för Planner hos er" in each.text for each in (copied, alone)] == [True, False]


def test_a_conference_that_is_too_near_for_a_reminder_promises_none() -> None:
    near, later = (conference_set().but(reminded=reminded) for reminded in (False, True))
    told = ["reminder" in render(each, Language.ENGLISH, VENDOR, address_of).text for each in (near, later)]
    assert told == [False, True]


@pytest.mark.parametrize("letter", [each for each in letters() if isinstance(each, AtItsTime)], ids=_kind)
def test_whom_somebody_meets_is_never_themselves(
    letter: ConferenceSet | ConferenceOff | ConferenceReminder,
) -> None:
    text = render(letter, Language.SWEDISH, VENDOR, address_of).text
    rows = dict(re.findall(r"^ +([^:\n]+): +(.+)$", text, re.MULTILINE))
    host = None if isinstance(letter, ConferenceOff) and letter.handed_over else "Anna Lind"
    assert (rows.get("Du träffar"), rows.get("Hålls av")) == (
        ("Anna Lind", None) if letter.link else (None, host)
    )


@pytest.mark.parametrize("language", Language)
def test_an_email_is_never_a_mail_and_a_member_never_reads_of_clocks(language: Language) -> None:
    countable = re.compile(r"\b(?:a|an|this|that|the|each|one|another|your|you get this) mails?\b|\bmails\b")
    for letter in letters():
        mail = render(letter, language, VENDOR, address_of)
        said = _words(mail).casefold()
        assert not (language is Language.ENGLISH and countable.search(said)), letter.letter
        assert not re.search(r"\binstants?\b", said), letter.letter
        if letter in TO_MEMBERS:
            assert not re.search(r"\bklock(?:a|an|or|orna)\b|\bclocks?\b|\bcolleague", said), letter.letter


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "letter", [each for each in letters() if not isinstance(each, PersonsAnswer | PERSONS_OWN)], ids=_kind
)
def test_an_automatic_mail_fits_on_a_telephones_screen_before_its_facts(
    letter: Letter, language: Language
) -> None:
    text = render(letter, language, VENDOR, address_of).text.partition("\n\n-- \n")[0]
    said = re.split(r"^  [A-ZÅÄÖ][^:\n]*: ", text, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [row for line in said.splitlines() for row in wrap(line, LETTERS_IN_A_ROW) or [""]]
    assert len(lines) <= ROWS_ON_A_SCREEN
