"""A member that asks, and a desk whose scans may be missing."""

from datetime import timedelta

from shared.domain.events.mail_events import Escalated
from shared.domain.letters.sends import Send
from shared.domain.members.member import HandSubscription, Member, Person
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Vendor
from shared.domain.values.working_hours import WorkingHours
from shared.ports.mailer import Mail
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.ticket_rows import load_whole_ticket
from tests.fakes.desk import START, VENDOR, FakeDesk
from tests.fakes.store import MemoryStore

ACME = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    contacts=(Person(address="eva@acme.example.org", name="Eva"),),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)
OFFICE_HOURS = WorkingHours.model_validate({"days": "mon-fri", "from": "08:00", "to": "17:00"})


def vendor(*, hours: dict[str, WorkingHours] | None = None, absent: tuple[str, ...] = ()) -> Vendor:
    """The vendor, with these hours of supporters and these supporters off duty."""
    supporters = tuple(
        each.model_copy(update={"hours": (hours or {}).get(each.id), "on_duty": each.id not in absent})
        for each in VENDOR.supporters
    )
    return VENDOR.model_copy(update={"supporters": supporters})


async def desk_of_acme(of: Vendor = VENDOR, store: MemoryStore | None = None) -> FakeDesk:
    """A desk at rest with one member."""
    fake = FakeDesk(vendor=of, store=store or MemoryStore())
    await put_member(fake.desk, ACME)
    await fake.rest()
    return fake


async def ask(fake: FakeDesk, key: str = "k1", kind: str = "error") -> str:
    """Eva asks about Planner; the ticket, its receipts sent."""
    told = {"email": "eva@acme.example.org", "product": "Planner", "kind": kind, "message": "It stops."}
    request = Request(submission=Submission.model_validate(told), channel="form", key=key)
    header = await open_ticket(fake.desk, request)
    await fake.rest()
    return header.state.id


async def outage(fake: FakeDesk, **by: float) -> list[Mail]:
    """Time passes without a scan; the mails of the next scan, and of half an hour more."""
    before = len(fake.mailer.delivered)
    fake.clock.instant += timedelta(**by)
    await scan_clocks(fake.desk)
    await fake.rest()
    await fake.advance(timedelta(minutes=30))
    return fake.mailer.delivered[before:]


async def sends_of(fake: FakeDesk, ticket: str) -> tuple[Send, ...]:
    """Every mail of the ticket, in any state."""
    whole = await load_whole_ticket(fake.store, ticket)
    return whole.sends if whole else ()


async def told_of(fake: FakeDesk, ticket: str) -> list[tuple[str, str]]:
    """Clock and level of everything that people have been told of the ticket, in order."""
    whole = await load_whole_ticket(fake.store, ticket)
    events = [event for event in (whole.events if whole else ()) if isinstance(event, Escalated)]
    return [(event.clock, level.value) for event in events for level in event.levels]
