"""A release from publication to its last mail, in one process over fakes."""

from datetime import timedelta

import pytest

from shared.domain.refusals.errors import ProductUnknown
from shared.domain.refusals.release_errors import ReleaseExists, ReleaseFileUnknown
from shared.domain.values.vendor import Language
from shared.ports.store import Table
from shared.usecases.news.read_news import read_news
from shared.usecases.releases.find_upgrade import newest_version
from shared.usecases.releases.publish_release import publish_release
from shared.usecases.releases.read_releases import list_releases
from tests.examples.news_examples import desk_of, member, recipients
from tests.examples.release_examples import NOTES, release
from tests.fakes.desk import START, FakeDesk

ACME = member("acme", ("planner", "rune@acme.example.org"), ("ledger", "lis@acme.example.org"))
BOLT = member("bolt", ("planner", "siv@bolt.example.org"), language=Language.ENGLISH)


async def publish(fake: FakeDesk, version: str = "7.2") -> str:
    """The news item of this release, once everything is at rest."""
    published, _ = await publish_release(fake.desk, release(version))
    await fake.rest()
    return published.news


async def test_the_responsible_persons_of_covered_members_are_told_once_each_in_their_language() -> None:
    lapsed = member("core", ("planner", "lea@core.example.org"), paid_until=START - timedelta(days=1))
    fake = await desk_of(ACME, BOLT, lapsed)
    await publish(fake)
    assert recipients(fake) == ["rune@acme.example.org", "siv@bolt.example.org"]
    mails = {mail.to.address: mail for mail in fake.mailer.delivered}
    swedish, english = mails["rune@acme.example.org"], mails["siv@bolt.example.org"]
    assert "Planner 7.2 är här" in swedish.subject
    assert NOTES["sv"] in swedish.text
    assert "Planner 7.2 is here" in english.subject
    assert NOTES["en"] in english.html
    assert await fake.advance(timedelta(days=2)) == []


async def test_a_person_with_seats_at_two_members_gets_one_mail_with_one_link() -> None:
    fake = await desk_of(ACME, member("bolt", ("planner", "RUNE@acme.example.org")))
    await publish(fake)
    (mail,) = fake.mailer.delivered
    assert mail.text.count("/api/member/upgrade/") == 1


async def test_the_same_release_again_changes_nothing_and_tells_nobody_twice() -> None:
    fake = await desk_of(ACME)
    await publish(fake)
    before = fake.store.everything()
    again, new = await publish_release(fake.desk, release())
    await fake.rest()
    assert (again.version, new) == ("7.2", False)
    assert (fake.store.everything(), len(fake.mailer.delivered)) == (before, 1)


@pytest.mark.parametrize("version", ["7.2", "7.2.0", "7.2.0.0"])
async def test_a_version_that_exists_is_refused_however_it_is_written(version: str) -> None:
    fake = await desk_of(ACME)
    await publish(fake)
    with pytest.raises(ReleaseExists):
        await publish_release(fake.desk, release(version, address="https://other.example.com/planner.msi"))


async def test_the_newest_is_the_greatest_version_whenever_it_was_published() -> None:
    fake = await desk_of(ACME)
    for version in ("7.9", "7.10", "6.9.4"):
        await publish(fake, version)
    assert (await newest_version(fake.desk, "planner")).version == "7.10"
    listed = await list_releases(fake.desk, "planner")
    assert [each.version for each in listed.releases] == ["7.10", "7.9", "6.9.4"]


async def test_what_is_not_sold_and_a_file_that_is_not_there_are_refused_and_nothing_is_written() -> None:
    fake = await desk_of(ACME)
    before = fake.store.everything()
    with pytest.raises(ProductUnknown):
        await publish_release(fake.desk, release(product="abacus"))
    with pytest.raises(ReleaseFileUnknown):
        await publish_release(fake.desk, release(file={"id": "a" * 16, "name": "planner.msi"}))
    assert fake.store.everything() == before


async def test_a_message_that_is_lost_delays_the_news_and_loses_nothing() -> None:
    fake = await desk_of(ACME)
    published, _ = await publish_release(fake.desk, release())
    fake.queue.take()
    assert [mail.to.address for mail in await fake.advance(timedelta(minutes=10))] == [
        "rune@acme.example.org"
    ]
    assert (await read_news(fake.desk, published.news)).sent == 1


async def test_a_release_that_is_told_leaves_nothing_on_the_agenda() -> None:
    fake = await desk_of(ACME)
    await publish(fake)
    await fake.advance(timedelta(minutes=15))
    rows = fake.store.everything()
    assert [key for table, _, key in rows if table is Table.AGENDA and "releases" in key] == []
    assert [key for table, _, key in rows if table is Table.RELEASES and key.startswith("effect")] == []


async def test_keys_name_neither_product_nor_person() -> None:
    fake = await desk_of(ACME)
    await publish(fake)
    keys = [key for table, _, key in fake.store.everything() if table is Table.RELEASES]
    assert keys
    assert not any(word in key for key in keys for word in ("planner", "rune", "acme"))
