"""A mail has one file a language, from which subject, text and HTML come; both languages say the same."""

from pathlib import Path
from typing import get_args

import pytest
from jinja2 import meta, nodes

from shared.domain.letters.letters import Letter
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.marks import Form, MarksUnfit, template_of
from shared.mail.render import TEMPLATES
from shared.mail.templating import templates_in

SHARED = {"layout.txt", "layout.html", "parts.txt", "parts.html", "README.md"}
LETTERS: tuple[type[Frozen], ...] = get_args(get_args(Letter.__value__)[0])
NAMES = [kind.model_fields["letter"].default for kind in LETTERS]
ABOUT_NO_TICKET = {
    "seat_unreachable",
    "news",
    "news_stopped",
    "release_news",
    "digest",
    "billing_status_unknown",
    "seat_empty",
    "seats_empty",
    "seats_page",
    "own_tickets",
    "seat_new",
    "seat_bounced",
    "seat_declined",
    "mails_kept",
    "requests_waiting",
    "requester_wanted",
    "billing_unheard",
    "what_to_study",
    "requests_held",
}
TO_SUPPORTERS = {
    "new_ticket",
    "new_turn",
    "escalation",
    "answer_failed",
    "answer_in_doubt",
    "answer_unsent",
    "limit_near",
    "mail_not_done",
    "second_answer_asked",
    "second_answer_lapsed",
    "seen_to",
    "mail_unproved",
    "quote_decided",
    "session_reply",
    "session_stale",
    "slots_wanted",
}
TO_BOTH_SIDES = {"conference_set", "conference_off", "conference_reminder"}
TO_MEMBERS = [name for name in NAMES if name not in ABOUT_NO_TICKET | TO_SUPPORTERS | TO_BOTH_SIDES]
HEAD = "Subject: s\nTitle: t\nPreview: p\n\n"


def _source(language: Language, name: str) -> str:
    return Path(TEMPLATES, language, f"{name}.txt").read_text(encoding="utf-8")


def _parsed(language: Language, name: str, form: Form) -> nodes.Template:
    return templates_in(TEMPLATES).parse(template_of(_source(language, name), form))


def _facts(language: Language, name: str, form: Form) -> set[str]:
    return meta.find_undeclared_variables(_parsed(language, name, form)) - {"part"}


def _parts(language: Language, name: str) -> list[tuple[str, int]]:
    """What this letter is built of, in order; of a table of facts, how many rows it has."""
    calls = _parsed(language, name, Form.HTML).find_all(nodes.Call)
    return [
        (call.node.attr, len(call.args[0].items) if call.args and isinstance(call.args[0], nodes.List) else 0)
        for call in calls
        if isinstance(call.node, nodes.Getattr)
    ]


def test_every_letter_has_one_file_in_each_language_and_nothing_else_is_there() -> None:
    wanted = {f"{language}/{name}.txt" for language in Language for name in NAMES}
    there = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}
    assert there == wanted | SHARED


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("name", NAMES)
def test_both_languages_use_the_same_facts(name: str, form: Form) -> None:
    swedish, english = Language
    assert _facts(swedish, name, form) == _facts(english, name, form)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_are_built_of_the_same_parts(name: str) -> None:
    swedish, english = Language
    assert _parts(swedish, name) == _parts(english, name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", Language)
def test_text_and_html_use_the_same_facts(language: Language, name: str) -> None:
    # The head has what one form needs and the other does not: a title above the page, an opening of the text.
    body = HEAD + _source(language, name).partition("\n\n")[2]
    text, html = (templates_in(TEMPLATES).parse(template_of(body, form)) for form in (Form.TEXT, Form.HTML))
    assert meta.find_undeclared_variables(text) == meta.find_undeclared_variables(html)


@pytest.mark.parametrize("name", TO_MEMBERS)
@pytest.mark.parametrize("language", Language)
def test_a_subject_begins_with_the_code_of_its_ticket(language: Language, name: str) -> None:
    assert template_of(_source(language, name), Form.SUBJECT).startswith("[{{ ticket }}] ")


@pytest.mark.parametrize("name", sorted(TO_SUPPORTERS))
@pytest.mark.parametrize("language", Language)
def test_a_supporters_subject_says_whose_matter_it_is_and_ends_with_the_code(
    language: Language, name: str
) -> None:
    subject = template_of(_source(language, name), Form.SUBJECT)
    assert "{% if about %}: {{ about }}{% endif %}" in subject
    assert subject.endswith(" [{{ ticket }}]")


@pytest.mark.parametrize("name", sorted(TO_BOTH_SIDES))
@pytest.mark.parametrize("language", Language)
def test_of_a_mail_to_both_sides_each_has_the_subject_that_its_other_mails_have(
    language: Language, name: str
) -> None:
    subject = template_of(_source(language, name), Form.SUBJECT)
    assert subject.startswith("{% if link %}[{{ ticket }}] ")
    assert "{% if with_whom %}: {{ with_whom }}{% endif %}" in subject
    assert subject.endswith(" [{{ ticket }}]{% endif %}")


@pytest.mark.parametrize(
    "source",
    [
        "Subject: s\nTitle: t\n\nWords",
        f"Subjekt: s\n{HEAD}Words",
        "Words",
        f"{HEAD}- no value",
        f"{HEAD}- Label: value\nand more",
        f"{HEAD}# Heading\nand more",
        f"{HEAD}> said by nobody",
    ],
)
def test_a_file_that_does_not_keep_to_the_marks_is_refused(source: str) -> None:
    with pytest.raises(MarksUnfit):
        template_of(source, Form.HTML)


def test_the_words_of_a_file_are_words_in_html_too() -> None:
    assert "Questions &amp; answers, 1 &lt; 2" in template_of(f"{HEAD}Questions & answers, 1 < 2", Form.HTML)
    assert "Questions & answers, 1 < 2" in template_of(f"{HEAD}Questions & answers, 1 < 2", Form.TEXT)


@pytest.mark.parametrize("form", [Form.TEXT, Form.HTML])
def test_a_fact_reads_the_same_below_a_button_a_link_an_item_and_a_signature(form: Form) -> None:
    facts = {
        each: f"{each} of the fact" for each in ("address", "title", "mark", "name", "label_0", "value_0")
    }
    marks = "[A]({{ link }})\n\nor [b]({{ link }})\n\n* C\nd\n\n- E: f\n\n-- {{ author }}\ng\n\n"
    source = f"{HEAD}{marks}{' '.join(f'{{{{ {each} }}}}' for each in facts)}"
    others = dict.fromkeys(
        ("language", "vendor_name", "link", "author", "answerable", "quoted", "ticket_page", "closing"), ""
    )
    words = templates_in(TEMPLATES).from_string(template_of(source, form)).render(facts | others)
    assert " ".join(facts.values()) in words
