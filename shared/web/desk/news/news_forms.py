"""The forms of news: an item is drafted, changed, tested, sent, paused, and goes on."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from shared.domain.news.news import NewsDraft, NewsState, NewsTest
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.usecases.desk.desk_news import DeskNews
from shared.web.desk.desk_page import DESK_TEXTS, Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, TypedForm
from shared.web.desk.in_both import both, parse_both, ticked
from shared.web.http.bodies import Body
from shared.web.http.submissions import parse_fields

_WORDS = Path(__file__).with_name("news_forms.toml")
FORM_WORDS = FormWords(_WORDS)
NEWS_FORMS_TEXTS = words(_WORDS)


class NewsListAct(StrEnum):
    """What is done on the page of all news."""

    DRAFT = "draft"


class NewsAct(StrEnum):
    """What is done with an item on its page."""

    CHANGE = "change"
    TEST = "test"
    SEND = "send"
    PAUSE = "pause"
    CONTINUE = "continue"


class NewsListForm(SentForm):
    """What the form of the page sends beside the words of an item."""

    act: NewsListAct = Field(description="What is done.")


class NewsForm(SentForm):
    """What every form of an item's page sends beside the fields of its act's own body."""

    act: NewsAct = Field(description="What is done.")
    about: str = Field(default="", max_length=64, description="Of a draft: what it said when it was read.")


def drafted_in(body: Body, name: str) -> NewsDraft:
    """The item that was typed, under this name. Raises ``FieldsInvalid``."""
    return parse_both(
        body, NewsDraft, ("title", "text"), {"id": name, "products": ticked(body.fields, "products")}
    )


def test_in(body: Body, author: str) -> NewsTest:
    """The test that was asked for, to this supporter. Raises ``FieldsInvalid``."""
    return parse_fields(Body(dict(body.fields) | {"author": author}, body.repeated), NewsTest)


def form_to_draft(vendor: Vendor, typed: TypedForm | None) -> ActForm:
    """A new item."""
    return ActForm(NewsListAct.DRAFT, tuple(_words_of(None, vendor, typed)), drafted=False)


def forms_of_item(shown: DeskNews, reading: Reading, typed: TypedForm | None) -> Iterator[ActForm]:
    """Every act that is possible as the item stands now."""
    state = shown.view.state
    if state is NewsState.DRAFT:
        languages = tuple((each.value, DESK_TEXTS[reading.language][f"in_{each}"]) for each in Language)
        yield ActForm(NewsAct.TEST, (FormField("language", "select", reading.language, languages),))
        again = typed if typed and typed.act == NewsAct.CHANGE else None
        read = FormField("about", "hidden", shown.content)
        yield ActForm(NewsAct.CHANGE, (read, *_words_of(shown, reading.vendor, again)))
        yield ActForm(NewsAct.SEND, tuple(_before_sending(shown, reading.language)))
    elif state is NewsState.PAUSED:
        yield ActForm(NewsAct.CONTINUE, ())
    elif state.on_its_way:
        yield ActForm(NewsAct.PAUSE, ())


def who_gets_it(shown: DeskNews, language: Language) -> Iterator[str]:
    """How many would get the draft, and how many not, a sentence each."""
    texts, people = NEWS_FORMS_TEXTS[language], shown.would_get
    yield texts["one_gets" if people == 1 else "all_get"].format(number=people)
    if shown.would_not:
        yield texts["skipped"].format(number=shown.would_not)


def _before_sending(shown: DeskNews, language: Language) -> Iterator[FormField]:
    for place, line in enumerate(who_gets_it(shown, language)):
        yield FormField(f"who{place}", "hint", line)
    yield FormField("about", "hidden", shown.content)


def _words_of(shown: DeskNews | None, vendor: Vendor, typed: TypedForm | None) -> Iterator[FormField]:
    item = shown.view if shown else None
    chosen = ticked(typed.fields, "products") if typed else item.products if item else ()
    products = tuple((each.id, each.name) for each in vendor.products)
    yield FormField("products", "times", " ".join(chosen), products)
    yield from both("title", "text", item.title if item else None)
    yield from both("text", "area", item.text if item else None)
