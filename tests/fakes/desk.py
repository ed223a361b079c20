"""A whole desk over fakes: a clock that is moved by hand, and the machinery that brings it to rest."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from shared.adapters.segment_index import SegmentIndex
from shared.domain.lanes.blocks import Blocks
from shared.domain.values.house import House
from shared.domain.values.vendor import Language, Product, Supporter, Vendor
from shared.ports.desk import Desk, Pause
from shared.ports.files import Files
from shared.ports.mailer import Mail, Mailer
from shared.ports.queue import Queue
from shared.ports.segments import Segments
from shared.ports.store import Store
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.terms.terms_in_force import TermsInForce
from tests.fakes.files import MemoryFiles
from tests.fakes.mailer import MemoryMailer
from tests.fakes.queue import MemoryQueue
from tests.fakes.segments import MemorySegments
from tests.fakes.store import MemoryStore

if TYPE_CHECKING:
    from shared.ports.clock import Clock

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SCAN_EVERY = timedelta(minutes=5)
SECRET = b"a secret for tests only"

VENDOR = Vendor(
    name="Example Software AB",
    sender_address="support@example.com",
    fallback_address="desk@example.com",
    mails_per_hour=10_000,
    mails_per_minute=10_000,
    products=(
        Product(id="planner", name="Planner", billing_ids=("prod_planner",)),
        Product(id="ledger", name="Ledger", billing_ids=("prod_ledger",)),
    ),
    supporters=(
        Supporter(id="anna", name="Anna", address="anna@example.com"),
        Supporter(id="bo", name="Bo", address="bo@example.com", language=Language.ENGLISH),
    ),
)


@dataclass
class HandClock:
    """Stands still until it is moved."""

    instant: datetime = START

    def now(self) -> datetime:
        """The instant it was last moved to."""
        return self.instant


async def _no_pause(attempts: int) -> None:
    """Whoever was not quick enough tries again at once."""
    del attempts


@dataclass
class FakeDesk:
    """The parts by name, for a test to look into; ``desk`` is what the acts get.

    ``in_force``: the vendor's terms, where they are kept in the store.

    ``store``, ``queue`` and ``mailer`` may be wrapped (to fail, to count) by those given as ``wrapped_...``.
    """

    vendor: Vendor = VENDOR
    clock: HandClock = field(default_factory=HandClock)
    store: MemoryStore = field(default_factory=MemoryStore)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    mailer: MemoryMailer = field(default_factory=MemoryMailer)
    files: MemoryFiles = field(default_factory=MemoryFiles)
    segments: MemorySegments = field(default_factory=MemorySegments)
    wrapped_store: Store | None = None
    wrapped_queue: Queue | None = None
    wrapped_mailer: Mailer | None = None
    wrapped_files: Files | None = None
    wrapped_segments: Segments | None = None
    pause: Pause = _no_pause
    blocks: Blocks = field(default_factory=Blocks)
    in_force: TermsInForce | None = None

    @property
    def house(self) -> House:
        """The vendor's terms as they are now: those in force, where they are kept up, or the given."""
        if self.in_force:
            return self.in_force()
        return House(vendor=self.vendor.asked_at(self.clock.now()), secret=SECRET)

    @property
    def desk(self) -> Desk:
        """The desk over these parts."""
        clock: Clock = self.clock
        return Desk(
            clock=clock,
            store=self.wrapped_store or self.store,
            queue=self.wrapped_queue or self.queue,
            mailer=self.wrapped_mailer or self.mailer,
            files=self.wrapped_files or self.files,
            search=SegmentIndex(self.wrapped_segments or self.segments),
            house=lambda: self.house,
            pause=self.pause,
            link_keys=(b"a link key for tests only",),
            started=START,
            blocks=self.blocks,
            terms_changed=self.in_force.changed if self.in_force else lambda _: None,
        )

    async def rest(self) -> None:
        """Take the queue's messages until there are none."""
        while told := self.queue.take():
            for aggregate in told:
                await look_at(self.desk, aggregate)

    async def advance(self, by: timedelta) -> list[Mail]:
        """Move the clock in steps of a scan, each run to rest; the mails that this caused."""
        before = len(self.mailer.delivered)
        end = self.clock.instant + by
        while self.clock.instant < end:
            self.clock.instant = min(self.clock.instant + SCAN_EVERY, end)
            await scan_clocks(self.desk)
            await self.rest()
        return self.mailer.delivered[before:]
