"""What the desk shows of an item of news: where it stands, and a record for each person."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from shared.domain.facts.delivery_reports import DeliveryStatus, ReportedMail
from shared.domain.letters.sends import Send, SendState
from shared.domain.news.news import NewsRequest, NewsState, Title, Words
from shared.domain.news.news_audience import products_of
from shared.domain.refusals.errors import NewsUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.news_rows import (
    LoadedNews,
    all_people,
    load_news,
    people_page,
    reports,
)

MOST_SHOWN = 1000
PEOPLE_IN_PAGE = 100
NOTHING_REPORTED: Mapping[str, ReportedMail] = {}
_PLACE = re.compile(r"(unsent|person)-[a-z2-7]{16}")
_FAILED_FIRST = (SendState.FAILED, SendState.WITHDRAWN, SendState.PENDING, SendState.SENT)


class PersonView(Frozen):
    """One person's record. ``products``: those of the item that this person is responsible for.

    ``sent_at``: when it was first handed to the provider, of a mail that was taken. ``delivery`` is the
    gravest that was reported of it since, ``reported_at`` when that was so; None while nothing was.
    """

    address: str
    name: str
    language: Language
    products: tuple[str, ...]
    state: SendState
    attempts: int
    reason: str
    sent_at: Instant | None
    delivery: DeliveryStatus | None
    reported_at: Instant | None


class NewsView(Frozen):
    """An item of news as it stands; ``recipients`` grows until the audience is frozen (state ``building``).

    ``withdrawn``: not mailed, because the address is dead or in trouble; each record says so.

    ``per_product`` counts the responsible persons of each product, so a person with two counts twice there.
    ``bounced``: taken by the provider, and reported undeliverable since. ``people`` has at most 1000 records,
    failed and bounced ones first; ``more``: there are others.
    """

    id: str
    state: NewsState
    title: Title
    text: Words
    products: tuple[str, ...]
    published: Instant | None
    recipients: int
    pending: int
    sent: int
    failed: int
    withdrawn: int
    bounced: int
    per_product: dict[str, int]
    people: tuple[PersonView, ...]
    more: bool


class PeopleView(Frozen):
    """A page of records: those that wait, then those that have ended. ``next`` is "" on the last."""

    people: tuple[PersonView, ...]
    more: bool
    next: str


async def read_news(desk: Desk, news: str) -> NewsView:
    """The item with everybody's record. Raises ``NewsUnknown``."""
    loaded = await known_news(desk, news)
    people, reported = await asyncio.gather(all_people(desk.store, news), reports(desk.store, news))
    header = loaded.header
    published = header.published if header.state is not NewsState.DRAFT else None
    return news_view(loaded.request, people, header.state, news, published, reported)


async def read_people(desk: Desk, news: str, after: str = "") -> PeopleView:
    """At most 100 records, from after the place on that a page before came with. Raises ``NewsUnknown``.

    Requests: five at most.
    """
    await known_news(desk, news)
    place = after if _PLACE.fullmatch(after) else ""
    found = await people_page(desk.store, news, PEOPLE_IN_PAGE + 1, place)
    shown, more = found[:PEOPLE_IN_PAGE], len(found) > PEOPLE_IN_PAGE
    reported = await _reports_of(desk, news, [place for place, _ in shown])
    return PeopleView(
        people=tuple(_person_view(send, reported.get(_person_at(place))) for place, send in shown),
        more=more,
        next=shown[-1][0] if more else "",
    )


async def _reports_of(desk: Desk, news: str, places: Sequence[str]) -> dict[str, ReportedMail]:
    """What was reported of the mails at these places, each state in order. One request for each state."""
    ranges = [[_person_at(place) for place in each] for _, each in groupby(places, _state_at)]
    found = await asyncio.gather(*(reports(desk.store, news, each[0], each[-1]) for each in ranges))
    return {person: report for each in found for person, report in each.items()}


def _person_at(place: str) -> str:
    return place.partition("-")[2]


def _state_at(place: str) -> str:
    return place.partition("-")[0]


async def known_news(desk: Desk, news: str) -> LoadedNews:
    """The item without its people. Raises ``NewsUnknown``."""
    loaded = await load_news(desk.store, news)
    if loaded is None:
        raise NewsUnknown(news)
    return loaded


def news_view(
    request: NewsRequest,
    people: Mapping[str, Send],
    state: NewsState,
    news: str = "",
    published: Instant | None = None,
    reported: Mapping[str, ReportedMail] = NOTHING_REPORTED,
) -> NewsView:
    """The item with these people's mails. Without an id it does not exist."""
    records = sorted(
        (_person_view(send, reported.get(person)) for person, send in people.items()), key=_order
    )
    states = Counter(person.state for person in records)
    per_product = Counter(product for person in records for product in person.products)
    return NewsView(
        id=news,
        state=state,
        title=request.title,
        text=request.text,
        products=request.products,
        published=published,
        recipients=len(records),
        pending=states[SendState.PENDING],
        sent=states[SendState.SENT],
        failed=states[SendState.FAILED],
        withdrawn=states[SendState.WITHDRAWN],
        bounced=sum(map(_bounced, records)),
        per_product={product: per_product[product] for product in request.products},
        people=tuple(records[:MOST_SHOWN]),
        more=len(records) > MOST_SHOWN,
    )


def _person_view(send: Send, report: ReportedMail | None) -> PersonView:
    return PersonView.of(
        send,
        address=send.to.address,
        name=send.to.name,
        products=products_of(send),
        state=send.state if send.ended else SendState.PENDING,
        sent_at=send.first_sent if send.state is SendState.SENT else None,
        delivery=report.status if report else None,
        reported_at=report.at if report else None,
    )


def _bounced(person: PersonView) -> bool:
    return person.delivery is not None and person.delivery.undeliverable


def _order(person: PersonView) -> tuple[int, bool, str]:
    return _FAILED_FIRST.index(person.state), not _bounced(person), person.address.casefold()
