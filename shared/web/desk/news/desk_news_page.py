"""News as supporters read it: all items, and one with its mails, how far it has come, and who got it."""

from collections.abc import Iterator
from pathlib import Path

from shared.domain.news.news import NewsState
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line
from shared.mail.vocabulary import DELIVERIES, products_listed
from shared.mail.wording import words
from shared.usecases.desk.desk_news import DeskNews, DeskNewsList, NewsRow
from shared.usecases.news.read_news import NewsView, PersonView
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.forms import FormsBeside, over_page
from shared.web.desk.news.news_forms import FORM_WORDS, form_to_draft, forms_of_item, who_gets_it
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

NEWS_PATH = f"{DESK_PATH}/news"
_WORDS = Path(__file__).with_name("desk_news.toml")
DESK_NEWS_TEXTS = words(_WORDS)
NEWS_STATES = words(_WORDS, "news_states")
SENDS = words(_WORDS, "sends")


def news_list_page(found: DeskNewsList, after: str, reading: Reading, beside: FormsBeside) -> Response:
    """The list as it stands now. ``after``: the place after which the page begins."""
    texts, typed = DESK_NEWS_TEXTS[reading.language], beside.typed
    form = form_to_draft(reading.vendor, typed)
    return desk_page(
        "desk/news/desk_news.html",
        reading,
        status=typed.status if typed else 200,
        desk_news_texts=texts,
        title=texts["title"],
        rows=[_row(each, reading) for each in (*found.drafts, *found.published)],
        following=reading.to(NEWS_PATH, after=found.next) if found.next else "",
        first=reading.to(NEWS_PATH) if after else "",
        forms=[FORM_WORDS.shown(form, reading.language, typed)] if reading.acts else [],
        token=beside.token,
    )


def news_item_page(shown: DeskNews, reading: Reading, beside: FormsBeside) -> Response:
    """The item as it stands now."""
    texts, typed, view = DESK_NEWS_TEXTS[reading.language], beside.typed, shown.view
    forms = list(forms_of_item(shown, reading, typed)) if reading.acts else []
    people = shown.people
    return desk_page(
        "desk/news/news_item.html",
        reading,
        status=typed.status if typed else 200,
        desk_news_texts=texts,
        title=view.title.read_in(reading.language),
        done=FORM_WORDS.done(beside.done, reading.language),
        facts=list(_facts(view, reading)),
        lines=list(_how_far(shown, reading)),
        mails=[(shown.mails[each], DESK_TEXTS[reading.language][f"in_{each}"]) for each in Language],
        over_page=over_page(typed, forms, reading.language),
        people=[_person(each, reading) for each in people.people],
        following=reading.to(f"{NEWS_PATH}/{view.id}", after=people.next) if people.next else "",
        forms=[FORM_WORDS.shown(each, reading.language, typed) for each in forms],
        token=beside.token,
    )


def _row(row: NewsRow, reading: Reading) -> dict[str, str]:
    return {
        "address": reading.to(f"{NEWS_PATH}/{row.id}"),
        "title": row.title.read_in(reading.language),
        "state": NEWS_STATES[reading.language][row.state],
        "at": instant_in_line(row.published, reading.vendor.zone, reading.language),
        "products": products_listed(row.products, reading.vendor, reading.language),
    }


def _facts(view: NewsView, reading: Reading) -> Iterator[tuple[str, str]]:
    texts, language = DESK_NEWS_TEXTS[reading.language], reading.language
    yield texts["state"], NEWS_STATES[language][view.state]
    yield texts["products"], products_listed(view.products, reading.vendor, language)
    if view.published:
        yield texts["published"], instant_in_line(view.published, reading.vendor.zone, language)


def _how_far(shown: DeskNews, reading: Reading) -> Iterator[str]:
    """How many of how many have got it, and what became of the others; of a draft, who would."""
    texts, view = DESK_NEWS_TEXTS[reading.language], shown.view
    if view.state is NewsState.DRAFT:
        yield from who_gets_it(shown, reading.language)
        return
    yield texts["sent_of"].format(sent=view.sent, people=view.recipients)
    for name in ("pending", "failed", "withdrawn", "bounced"):
        if number := getattr(view, name):
            yield texts[f"are_{name}"].format(number=number)
    if view.state is NewsState.BUILDING:
        yield texts["counting"]


def _person(person: PersonView, reading: Reading) -> dict[str, str]:
    zone, language = reading.vendor.zone, reading.language
    return {
        "name": person.name,
        "address": person.address,
        "state": SENDS[language][person.state],
        "at": instant_in_line(person.sent_at, zone, language) if person.sent_at else "",
        "delivery": DELIVERIES[language].get(person.delivery, "") if person.delivery else "",
    }
