"""News from publication to the last record, in one process over fakes."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from shared.domain.letters.sends import SendState
from shared.domain.news.news import NewsRequest, NewsState
from shared.domain.refusals.errors import KeyReused, NewsUnknown, ProductUnknown
from shared.domain.values.vendor import Language
from shared.ports.store import Table
from shared.usecases.members.put_member import put_member
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from shared.usecases.records.member_rows import member_key
from tests.examples.news_examples import PLANNER_ONLY, RELEASE, desk_of, member, recipients
from tests.fakes.desk import START, FakeDesk

ACME = member("acme", ("planner", "rune@acme.example.org"), ("ledger", "lis@acme.example.org"))


async def publish(fake: FakeDesk, request: NewsRequest = RELEASE, key: str | None = "k1") -> str:
    """The item's id, once everything is at rest."""
    view = await publish_news(fake.desk, request, key, dry_run=False)
    await fake.rest()
    return view.id


async def test_every_responsible_person_of_a_covered_member_gets_the_item_once() -> None:
    fake = await desk_of(ACME, member("bolt", ("planner", "siv@bolt.example.org")))
    await publish(fake)
    assert recipients(fake) == ["lis@acme.example.org", "rune@acme.example.org", "siv@bolt.example.org"]
    assert await fake.advance(timedelta(days=2)) == []


async def test_a_person_with_several_seats_at_several_members_in_any_case_gets_one_copy() -> None:
    fake = await desk_of(
        member("acme", ("planner", "rune@firm.example.org"), ("ledger", "Rune@firm.example.org")),
        member("bolt", ("planner", "RUNE@firm.example.org")),
        member("core", ("ledger", "rune@Firm.example.org")),
    )
    view = await read_news(fake.desk, await publish(fake))
    assert len(fake.mailer.delivered) == 1
    assert (view.recipients, view.sent, view.per_product) == (1, 1, {"planner": 1, "ledger": 1})


async def test_a_person_found_at_members_of_different_products_is_told_of_both() -> None:
    fake = await desk_of(
        member("acme", ("planner", "rune@firm.example.org"), subscribed=["planner"]),
        member("bolt", ("ledger", "RUNE@firm.example.org"), subscribed=["ledger"]),
    )
    await publish(fake)
    (mail,) = fake.mailer.delivered
    assert "Planner och Ledger" in mail.text


async def test_a_person_found_at_members_in_different_pages_is_told_of_the_products_of_both() -> None:
    fake = await desk_of()
    names = sorted((f"m{number}" for number in range(60)), key=lambda name: member_key(fake.desk, name))
    for name in names:
        seat = ("ledger" if name == names[-1] else "planner", "rune@firm.example.org")
        await put_member(fake.desk, member(name, seat))
    await fake.rest()
    await publish(fake)
    (mail,) = fake.mailer.delivered
    assert "Planner och Ledger" in mail.text


async def test_a_seat_for_another_product_gets_nothing() -> None:
    fake = await desk_of(ACME)
    await publish(fake, PLANNER_ONLY)
    assert recipients(fake) == ["rune@acme.example.org"]


async def test_a_seat_for_a_product_that_the_member_does_not_subscribe_to_gets_nothing() -> None:
    seats = (("planner", "rune@acme.example.org"), ("ledger", "lis@acme.example.org"))
    fake = await desk_of(member("acme", *seats, subscribed=["planner"]))
    await publish(fake)
    assert recipients(fake) == ["rune@acme.example.org"]


async def test_a_lapsed_member_gets_nothing() -> None:
    lapsed = member("acme", ("planner", "rune@acme.example.org"), paid_until=START - timedelta(days=1))
    fake = await desk_of(lapsed)
    view = await read_news(fake.desk, await publish(fake))
    assert (view.state, view.recipients) == (NewsState.SENT, 0)
    assert fake.mailer.delivered == []


async def test_a_member_that_lapses_after_publication_still_gets_the_item() -> None:
    ends = START + timedelta(hours=1)
    fake = await desk_of(member("acme", ("planner", "rune@acme.example.org"), paid_until=ends))
    await publish_news(fake.desk, RELEASE, "k1", dry_run=False)
    fake.queue.take()
    fake.clock.instant = ends + timedelta(hours=1)
    await fake.advance(timedelta(minutes=5))
    assert recipients(fake) == ["rune@acme.example.org"]


async def test_each_reads_the_item_in_the_language_of_the_member() -> None:
    fake = await desk_of(
        member("acme", ("planner", "rune@acme.example.org")),
        member("bolt", ("planner", "siv@bolt.example.org"), language=Language.ENGLISH),
    )
    await publish(fake, PLANNER_ONLY)
    mails = {mail.to.address: mail for mail in fake.mailer.delivered}
    swedish, english = mails["rune@acme.example.org"], mails["siv@bolt.example.org"]
    assert ("Planner 7.2 är här" in swedish.subject, "Hämta den." in swedish.text) == (True, True)
    assert ("Planner 7.2 is here" in english.subject, "Fetch it." in english.html) == (True, True)


async def test_a_dry_run_tells_who_would_get_it_and_writes_nothing() -> None:
    fake = await desk_of(ACME, member("bolt", ("planner", "RUNE@acme.example.org")))
    before = fake.store.everything()
    view = await publish_news(fake.desk, RELEASE, "k1", dry_run=True)
    assert [person.address.casefold() for person in view.people] == [
        "lis@acme.example.org",
        "rune@acme.example.org",
    ]
    assert (view.id, view.state, view.recipients) == ("", NewsState.DRY_RUN, 2)
    assert view.per_product == {"planner": 1, "ledger": 1}
    assert (fake.store.everything(), fake.queue.told, fake.mailer.delivered) == (before, [], [])


@pytest.mark.parametrize("dry_run", [True, False])
async def test_news_for_a_product_that_is_not_sold_is_refused_and_nothing_written(*, dry_run: bool) -> None:
    fake = await desk_of(ACME)
    before = fake.store.everything()
    unsold = RELEASE.model_copy(update={"products": ("planner", "abacus")})
    with pytest.raises(ProductUnknown):
        await publish_news(fake.desk, unsold, "k1", dry_run=dry_run)
    assert fake.store.everything() == before


@pytest.mark.parametrize("key", ["k1", None])
async def test_the_same_request_again_is_the_same_item_and_nothing_twice(key: str | None) -> None:
    fake = await desk_of(ACME)
    first = await publish(fake, key=key)
    again = await publish_news(fake.desk, RELEASE, key, dry_run=False)
    await fake.rest()
    assert (again.id, again.state, again.sent) == (first, NewsState.SENT, 2)
    assert len(fake.mailer.delivered) == 2


async def test_a_used_key_with_other_content_is_refused() -> None:
    fake = await desk_of(ACME)
    await publish(fake)
    with pytest.raises(KeyReused):
        await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)


async def test_another_item_goes_to_the_same_people() -> None:
    fake = await desk_of(ACME)
    await publish(fake, key="k1")
    await publish(fake, key="k2")
    assert recipients(fake) == ["lis@acme.example.org"] * 2 + ["rune@acme.example.org"] * 2


async def test_progress_can_be_read_from_the_beginning() -> None:
    fake = await desk_of(ACME)
    view = await publish_news(fake.desk, RELEASE, "k1", dry_run=False)
    assert (view.state, view.recipients, view.published) == (NewsState.BUILDING, 0, fake.clock.instant)
    assert await read_news(fake.desk, view.id) == view
    await fake.rest()
    done = await read_news(fake.desk, view.id)
    assert (done.state, done.recipients, done.pending, done.sent, done.failed) == (NewsState.SENT, 2, 0, 2, 0)
    assert {person.state for person in done.people} == {SendState.SENT}


async def test_an_item_that_nobody_published_is_unknown() -> None:
    with pytest.raises(NewsUnknown):
        await read_news(FakeDesk().desk, "abcdefghij234567")


async def test_a_sent_item_leaves_nothing_on_the_agenda() -> None:
    fake = await desk_of(ACME)
    news = await publish(fake)
    await fake.advance(timedelta(minutes=15))
    rows = fake.store.everything()
    assert [key for table, _, key in rows if table is Table.AGENDA and news in key] == []


async def test_keys_and_messages_name_nobody() -> None:
    fake = await desk_of(ACME)
    view = await publish_news(fake.desk, RELEASE, "k1", dry_run=False)
    assert fake.queue.told == [f"news-{view.id}"]
    await fake.rest()
    keys = {(partition, key) for table, partition, key in fake.store.everything() if table is Table.NEWS}
    assert {partition for partition, _ in keys} == {view.id}
    assert all(view.id in key for _, key in keys)
    assert not any(word in key for _, key in keys for word in ("rune", "lis", "acme", "planner"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"products": []},
        {"title": {"sv": "Bara svenska"}},
        {"title": {"sv": " ", "en": "Title"}},
        {"text": {"sv": "Text", "en": ""}},
        {"text": {"sv": "Text", "en": "x" * 50_001}},
    ],
)
def test_an_item_needs_title_and_text_in_both_languages_and_a_product(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NewsRequest.model_validate(RELEASE.model_dump() | wrong)


def test_a_product_named_twice_counts_once() -> None:
    named = {"products": ["ledger", "planner", "ledger"]}
    assert NewsRequest.model_validate(RELEASE.model_dump() | named).products == ("ledger", "planner")
