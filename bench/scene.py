"""The vendor, the member and the requests that everything here is measured with, and a clock to move."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bench.counting import CountingQueue, CountingStore
from shared.adapters.segment_index import SegmentIndex
from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.member import Customer, HandSubscription, Member, Person, Seat
from shared.domain.news.news import NewsRequest, Title, Words
from shared.domain.values.house import House
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.knock_limits import KnockLimits
from shared.domain.values.vendor import Language, Product, Supporter, Vendor
from shared.ports.clock import Clock
from shared.ports.desk import Desk
from shared.ports.files import StoredFile
from shared.ports.mailer import Mail
from shared.ports.queue import Queue
from shared.ports.store import Store
from shared.usecases.floods.count_knocks import AtDoor
from shared.usecases.messages.open_ticket import Request
from shared.wiring import pause
from tests.fakes.segments import MemorySegments

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

VENDOR = Vendor(
    name="Example Software AB",
    sender_address="support@vendor.example.com",
    fallback_address="chief@vendor.example.com",
    mail_judge="mx.vendor.example.com",
    knocks=KnockLimits(per_address=10**9, per_network=10**9, in_total=10**9),
    mails_per_hour=1_000_000,
    mails_per_minute=1_000_000,
    products=(
        Product(id="planner", name="Planner", billing_ids=("prod_planner",)),
        Product(id="ledger", name="Ledger", billing_ids=("prod_ledger",)),
        Product(id="archive", name="Archive"),
    ),
    supporters=(
        Supporter(id="anna", name="Anna", address="anna@vendor.example.com"),
        Supporter(id="bo", name="Bo", address="bo@vendor.example.com", language=Language.ENGLISH),
    ),
)

MEMBER = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    domains=("acme.example.org",),
    contacts=tuple(
        Person(address=f"person{number}@acme.example.org", name=f"Person {number}") for number in range(10)
    ),
    seats=(Seat(product="planner", address="rune@acme.example.org", name="Rune"),),
    customers=(Customer(provider="standard", id="cus_acme"),),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)


def another_member(number: int) -> Member:
    """A member that subscribes to Ledger, with a responsible person of its own."""
    return Member(
        id=f"member-{number}",
        name=f"Member {number}",
        owner=Person(address=f"owner{number}@members.example.org"),
        seats=(Seat(product="ledger", address=f"responsible{number}@members.example.org"),),
        subscriptions=(HandSubscription(product="ledger", since=START - timedelta(days=30)),),
    )


CONTACT = "person7@acme.example.org"
STRANGER = "somebody@other.example.org"


def request(key: str, email: str = CONTACT, kind: Kind = Kind.ERROR) -> Request:
    """A request about Planner; another ticket for every key."""
    return Request(submission=submission(email, kind), channel="form", key=key)


def by_open_door(key: str, email: str = CONTACT) -> Request:
    """The same by the door that is open to everybody, from a network of its own and with a proof."""
    return replace(request(key, email), at_door=AtDoor("192.0.2.0/24", proof=key))


def submission(email: str = CONTACT, kind: Kind = Kind.ERROR) -> Submission:
    """What a person sends in: a few lines."""
    return Submission(
        email=email,
        name="Person Seven",
        product="Planner",
        kind=kind,
        subject="The planner stops",
        message="When I open the week view, the planner stops with error 17.\n" * 5,
        language=Language.SWEDISH,
    )


def billing_event(number: int, customer: str = "cus_acme") -> BillingEvent:
    """The provider says that the subscription is active; every number is another event."""
    return BillingEvent(
        provider=Provider.STANDARD,
        id=f"msg_{number}",
        at=START + timedelta(seconds=number),
        type="subscription.updated",
        customer=customer,
        product="prod_planner",
        subscription="sub_1",
        status="active",
        paid_until=START + timedelta(days=30),
    )


def news(product: str) -> NewsRequest:
    """An item about this product."""
    return NewsRequest(
        title=Title(sv="Ny version", en="New version"),
        text=Words(sv="Version 2 finns nu.", en="Version 2 is out."),
        products=(product,),
    )


@dataclass(slots=True)
class HandClock:
    """Stands still until it is moved."""

    instant: datetime = START

    def now(self) -> datetime:
        """The instant it was last moved to."""
        return self.instant


class AcceptingMailer:
    """Takes every mail at once: mail is not what is measured here."""

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """See ``shared.ports.Mailer.send``."""

    async def probe(self) -> None:
        """See ``shared.ports.Mailer.probe``."""


class NoFiles:
    """A storage of files in which there are none, and none come."""

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        """See ``shared.ports.Files.put``."""

    async def erase(self, key: str) -> None:
        """See ``shared.ports.Files.erase``."""

    async def get(self, key: str) -> StoredFile | None:  # noqa: ARG002 - the port names it
        """See ``shared.ports.Files.get``."""
        return None

    async def has(self, key: str) -> bool:  # noqa: ARG002 - the port names it
        """See ``shared.ports.Files.has``."""
        return False

    async def probe(self) -> None:
        """See ``shared.ports.Files.probe``."""


@dataclass(slots=True)
class Scene:
    """A desk whose requests are counted and whose clock is moved by hand."""

    store: CountingStore
    desk: Desk
    clock: HandClock


def scene_over(store: Store, queue: Queue) -> Scene:
    """A scene over these parts; nothing is stored yet."""
    counting, clock = CountingStore(store), HandClock()
    return Scene(counting, desk_over(counting, CountingQueue(queue, counting), clock), clock)


def with_more_supporters(desk: Desk, more: int) -> Desk:
    """The desk with so many supporters more."""
    vendor = desk.vendor
    others = tuple(
        Supporter(id=f"s{number}", name=f"Supporter {number}", address=f"s{number}@vendor.example.com")
        for number in range(more)
    )
    house = House(
        vendor=vendor.model_copy(update={"supporters": (*vendor.supporters, *others)}), secret=desk.secret
    )
    return replace(desk, house=lambda: house)


def desk_over(store: Store, queue: Queue, clock: Clock) -> Desk:
    """A desk over these parts that mails to nobody."""
    return Desk(
        clock=clock,
        store=store,
        queue=queue,
        mailer=AcceptingMailer(),
        files=NoFiles(),
        search=SegmentIndex(MemorySegments()),
        house=lambda: House(vendor=VENDOR, secret=b"a secret for the bench only"),
        pause=pause,
        link_keys=(b"a link key for the bench only",),
        started=START,
    )
