"""Members, and news for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.news.news import NewsRequest
from shared.domain.values.vendor import Language
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import START, FakeDesk

RELEASE = NewsRequest.model_validate(
    {
        "title": {"sv": "Planner 7.2 är här", "en": "Planner 7.2 is here"},
        "text": {"sv": "Nytt i sjutvåan.\n\nHämta den.", "en": "New in this one.\n\nFetch it."},
        "products": ["planner", "ledger"],
    }
)
PLANNER_ONLY = RELEASE.model_copy(update={"products": ("planner",)})


def member(
    name: str,
    *seats: tuple[str, str],
    subscribed: Sequence[str] = ("planner", "ledger"),
    paid_until: datetime | None = None,
    language: Language = Language.SWEDISH,
) -> Member:
    """A member with these seats (product, address), subscribed to these products since a month ago."""
    since = START - timedelta(days=30)
    return Member(
        id=name,
        name=name.title(),
        language=language,
        owner=Person(address=f"owner@{name}.example.org"),
        seats=tuple(Seat(product=product, address=address, name="Rune") for product, address in seats),
        subscriptions=tuple(
            HandSubscription(
                product=product,
                status="cancelled" if paid_until else "active",
                since=since,
                paid_until=paid_until,
            )
            for product in subscribed
        ),
    )


async def desk_of(*members: Member) -> FakeDesk:
    """A desk at rest with these members."""
    fake = FakeDesk()
    for each in members:
        await put_member(fake.desk, each)
    await fake.rest()
    await fake.advance(timedelta(minutes=15))
    return fake


def recipients(fake: FakeDesk) -> list[str]:
    """Who was mailed the news, by address: owners are only reminded of seats."""
    mailed = (mail.to.address for mail in fake.mailer.delivered)
    return sorted((each for each in mailed if not each.startswith("owner@")), key=str.casefold)
