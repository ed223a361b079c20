"""What the provider reports of mails of news, in their records, page by page."""

from datetime import datetime, timedelta
from itertools import permutations

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.usecases.clocks.look import look_at
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import PEOPLE_IN_PAGE, read_news, read_people
from shared.usecases.outbox.record_delivery import record_delivery
from tests.examples.news_examples import PLANNER_ONLY, desk_of, member, recipients
from tests.fakes.desk import START, FakeDesk

RUNE, LIS = "rune@acme.example.org", "lis@acme.example.org"
ACME = member("acme", ("planner", RUNE), ("planner", LIS))
LATER = START + timedelta(hours=1)


async def published(fake: FakeDesk) -> str:
    """The item's id, once everybody has got it."""
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    await fake.rest()
    return view.id


async def report(fake: FakeDesk, to: str, status: DeliveryStatus, at: datetime = LATER) -> None:
    """The provider tells this of the mail to this address."""
    (mail,) = (each for each in fake.mailer.delivered if each.to.address == to)
    told = ProviderReport(operation_id=mail.operation_id, recipient=to, status=status, attempted=at)
    assert await record_delivery(fake.desk, told)


async def test_what_is_reported_of_a_mail_stands_in_its_record_whatever_the_order() -> None:
    told = (
        (DeliveryStatus.DELIVERED, LATER),
        (DeliveryStatus.BOUNCED, LATER + timedelta(minutes=1)),
        (DeliveryStatus.FAILED, LATER - timedelta(minutes=1)),
    )
    for order in permutations(told):
        fake = await desk_of(ACME)
        news = await published(fake)
        for status, at in (*order, *order):
            await report(fake, RUNE, status, at)
        view = await read_news(fake.desk, news)
        assert (view.sent, view.bounced) == (2, 1)
        first = view.people[0]
        assert (first.address, first.delivery, first.reported_at) == (
            RUNE,
            DeliveryStatus.BOUNCED,
            LATER + timedelta(minutes=1),
        )


async def test_a_record_says_when_its_mail_was_handed_over_and_when_it_arrived() -> None:
    fake = await desk_of(ACME)
    news, at = await published(fake), fake.clock.instant
    await report(fake, LIS, DeliveryStatus.DELIVERED)
    people = {each.address: each for each in (await read_people(fake.desk, news)).people}
    assert (people[LIS].sent_at, people[LIS].delivery, people[LIS].reported_at) == (
        at,
        DeliveryStatus.DELIVERED,
        LATER,
    )
    assert (people[RUNE].sent_at, people[RUNE].delivery) == (at, None)


async def test_a_bounce_in_the_middle_of_the_sending_keeps_no_mark_from_being_made() -> None:
    fake = await desk_of(ACME)
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    fake.queue.take()
    reporting = _ReportingMailer(fake)
    fake.wrapped_mailer = reporting
    await look_at(fake.desk, f"news-{view.id}")
    shown = await read_news(fake.desk, view.id)
    assert (shown.sent, shown.bounced, shown.pending) == (2, 2, 0)


class _ReportingMailer:
    """Each mail is reported bounced before its sender hears that it was accepted."""

    def __init__(self, fake: FakeDesk) -> None:
        self.fake = fake

    async def send(self, mail: object, *, first_sent: object) -> None:
        await self.fake.mailer.send(mail, first_sent=first_sent)  # type: ignore[arg-type] # as they came
        await report(self.fake, self.fake.mailer.delivered[-1].to.address, DeliveryStatus.BOUNCED)

    async def probe(self) -> None:
        await self.fake.mailer.probe()


async def test_pages_of_records_have_everybody_once_also_while_some_wait() -> None:
    seats = [("planner", f"p{number:03}@acme.example.org") for number in range(2 * PEOPLE_IN_PAGE + 10)]
    fake = await desk_of(
        member("acme", *seats[:100]), member("bolt", *seats[100:200]), member("core", *seats[200:])
    )
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    fake.queue.take()
    await look_at(fake.desk, f"news-{view.id}")
    found: list[str] = []
    after = ""
    while True:
        page = await read_people(fake.desk, view.id, after)
        found += [each.address for each in page.people]
        after = page.next
        if not page.more:
            break
    assert sorted(found) == [address for _, address in seats]
    assert 0 < len(recipients(fake)) <= len(seats)


async def test_a_place_that_no_page_gave_is_the_first_page() -> None:
    fake = await desk_of(ACME)
    news = await published(fake)
    first = await read_people(fake.desk, news)
    assert await read_people(fake.desk, news, "anything-else") == first
