"""A desk through March 2026, at its triggers: a member, three products, and what is done at an instant.

Instants are local, as the vendor reads them: ``16 08:30`` is half past eight on the 16th. The scan runs every
five minutes of the month, and all that follows from each has come to rest before the next.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.domain.facts.links import Purpose
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.values.vendor import Language, Product
from tests.examples.member_links import forms_in
from tests.fakes.desk import START, VENDOR, FakeDesk
from tests.triggers.calling import call
from tests.triggers.links.following import mailed_link, see, send

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PRODUCTS = ("planner", "ledger", "archive")
VENDOR_OF_THREE = VENDOR.but(
    products=tuple(Product(id=each, name=each.title(), billing_ids=(f"prod_{each}",)) for each in PRODUCTS)
)
ULLA, RUNE, OWNER = (f"{name}@weekly.example.org" for name in ("ulla", "rune", "owner"))
WEEKLY = Member(
    id="weekly",
    name="Weekly",
    language=Language.ENGLISH,
    owner=Person(address=OWNER),
    domains=("weekly.example.org",),
    seats=tuple(Seat(product=each, address=RUNE, name="Rune") for each in ("planner", "ledger")),
    subscriptions=tuple(HandSubscription(product=each, since=START) for each in PRODUCTS),
)
"""It subscribes to three products, and nobody has been appointed for the third."""


def instant(local: str, month: int = 3) -> datetime:
    """This day and time of the month."""
    return datetime.strptime(f"2026-{month:02} {local}", "%Y-%m %d %H:%M").replace(tzinfo=STOCKHOLM)


@dataclass(frozen=True, slots=True)
class DeskInMarch:
    """What people do at the desk, each at its instant."""

    fake: FakeDesk

    async def until(self, local: str, month: int = 3) -> None:
        """The time goes on to this instant."""
        await self.fake.advance(instant(local, month) - self.fake.clock.instant)

    async def done(self, method: str, path: str, /, **body: object) -> Any:  # noqa: ANN401 - JSON is anything
        """A request that is taken, once all that follows from it has happened."""
        answer = await call(method, path, body)
        assert 200 <= answer.status < 300, answer.text
        await self.fake.rest()
        return answer.json

    async def by_anna(self, path: str, method: str = "POST", /, **body: object) -> Any:  # noqa: ANN401 - as above
        """An act of Anna's."""
        return await self.done(method, path, author="anna", **body)

    async def asked(self, local: str, product: str, kind: str, message: str, email: str = ULLA) -> str:
        """A new request at this instant; the address of its ticket."""
        await self.until(local)
        said = {"email": email, "product": product, "kind": kind, "message": message, "language": "en"}
        return f"/api/tickets/{(await self.done('POST', '/api/intake/trusted', **said))['ticket']}"

    async def written(self, local: str, ticket: str, message: str) -> None:
        """A further message of its user at this instant."""
        await self.until(local)
        await self.done("POST", f"{ticket}/messages", message=message)

    async def answered(
        self, local: str, ticket: str, up_to: str = "m1", month: int = 3, **more: object
    ) -> None:
        """Anna answers at this instant, and asks for more to happen with it."""
        await self.until(local, month)
        said = {"text": "This is how.", "answers_up_to": up_to}
        await self.by_anna(f"{ticket}/answers", **said, **more)

    async def at_the_link(self, address: str, purpose: Purpose, what: str, **typed: str) -> None:
        """Whoever reads the mails of this address does this, first of its kind, on the last such page."""
        link = mailed_link(self.fake, address, purpose)
        found = (fields for _, fields in forms_in((await see(link)).text) if fields.get("act") == what)
        await self.posted(link, **next(found) | typed)

    async def posted(self, link: str, **fields: str) -> None:
        """A form of this page is sent."""
        assert (await send(link, fields)).status == 303
        await self.fake.rest()

    def mailed(self, words: str, address: str = "") -> list[str]:
        """Who got the mails that have these words in their subject; only those of one address, if any."""
        found = [each.to.address for each in self.fake.mailer.delivered if words in each.subject]
        return sorted(each for each in found if address in {"", each})
