"""What the desk shows of an item of news: where it stands, and a record for each person."""

from collections import Counter
from collections.abc import Iterable

from shared.domain.letters.sends import Send, SendState
from shared.domain.news.news import NewsRequest, NewsState, Title
from shared.domain.news.news_audience import products_of
from shared.domain.refusals.errors import NewsUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.news_rows import all_people, load_news

MOST_SHOWN = 1000
_FAILED_FIRST = (SendState.FAILED, SendState.WITHDRAWN, SendState.PENDING, SendState.SENT)


class PersonView(Frozen):
    """One person's record. ``products``: those of the item that this person is responsible for."""

    address: str
    name: str
    language: Language
    products: tuple[str, ...]
    state: SendState
    attempts: int
    reason: str


class NewsView(Frozen):
    """An item of news as it stands; ``recipients`` grows until the audience is frozen (state ``building``).

    ``withdrawn``: not mailed, because the address is dead or in trouble; each record says so.

    ``per_product`` counts the responsible persons of each product, so a person with two counts twice there.
    ``people`` has at most 1000 records, failed ones first; ``more``: there are others.
    """

    id: str
    state: NewsState
    title: Title
    products: tuple[str, ...]
    published: Instant | None
    recipients: int
    pending: int
    sent: int
    failed: int
    withdrawn: int
    per_product: dict[str, int]
    people: tuple[PersonView, ...]
    more: bool


async def read_news(desk: Desk, news: str) -> NewsView:
    """The item with everybody's record. Raises ``NewsUnknown``."""
    loaded = await load_news(desk.store, news)
    if loaded is None:
        raise NewsUnknown(news)
    people = await all_people(desk.store, news)
    header = loaded.header
    return news_view(loaded.request, people.values(), header.state, news, header.published)


def news_view(
    request: NewsRequest,
    sends: Iterable[Send],
    state: NewsState,
    news: str = "",
    published: Instant | None = None,
) -> NewsView:
    """The item with these people's mails. Without an id it does not exist."""
    people = sorted(map(_person_view, sends), key=_order)
    states = Counter(person.state for person in people)
    per_product = Counter(product for person in people for product in person.products)
    return NewsView(
        id=news,
        state=state,
        title=request.title,
        products=request.products,
        published=published,
        recipients=len(people),
        pending=states[SendState.PENDING],
        sent=states[SendState.SENT],
        failed=states[SendState.FAILED],
        withdrawn=states[SendState.WITHDRAWN],
        per_product={product: per_product[product] for product in request.products},
        people=tuple(people[:MOST_SHOWN]),
        more=len(people) > MOST_SHOWN,
    )


def _person_view(send: Send) -> PersonView:
    return PersonView.of(
        send,
        address=send.to.address,
        name=send.to.name,
        products=products_of(send),
        state=send.state if send.ended else SendState.PENDING,
    )


def _order(person: PersonView) -> tuple[int, str]:
    return _FAILED_FIRST.index(person.state), person.address.casefold()
