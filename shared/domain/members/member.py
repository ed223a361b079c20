"""A member: who belongs to it, who is responsible for which product, and what it subscribes to."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Line
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import ascii_domain, compared_address, compared_domain
from shared.domain.values.public_mail import is_public_mail_domain
from shared.domain.values.vendor import Language

MOST_CONTACTS = 500
MOST_CUSTOMERS = 20


class Person(Frozen):
    """Somebody at a member."""

    address: MailAddress = Field(description="The mail address; upper and lower case are one.")
    name: Line = Field(default="", max_length=200, description="As mails greet the person.")


class Seat(Person):
    """The responsible person for one product."""

    product: str = Field(description="The id of a product in the settings.")
    studied: date | None = Field(
        default=None,
        description="The day from which the person has studied the product's documentation, as the member "
        "promises; left out: not yet, as far as is known.",
    )


class Customer(Frozen):
    """What a billing provider calls this member."""

    provider: Literal["standard", "stripe"] = Field(description="Whose events name it so.")
    id: Line = Field(min_length=1, max_length=255, description="The provider's id of the customer.")


class HandSubscription(Frozen):
    """A state that the vendor sets by hand; several of one product make a history."""

    product: str = Field(min_length=1, max_length=63, description="The id of a product in the settings.")
    status: Literal["active", "trialing", "past_due", "paused", "unpaid", "cancelled"] = Field(
        default="active", description="The state from `since` on."
    )
    since: Instant = Field(description="When the state began.")
    paid_until: Instant | None = Field(
        default=None, description="Where the paid period ends; left out: no end is known."
    )

    def event(self, member: str, place: int) -> BillingEvent:
        """The state as a billing event; ``place`` in the member's list orders those of the same instant."""
        return BillingEvent(
            provider=Provider.HAND,
            id=f"hand-{place:03}",
            at=self.since,
            type="hand",
            customer=member,
            product=self.product,
            subscription=f"hand-{self.product}",
            status=self.status,
            paid_until=self.paid_until,
        )


def _private_domains(domains: tuple[str, ...]) -> tuple[str, ...]:
    """Never a public mail provider's: anybody can have an address there."""
    plain = tuple(ascii_domain(domain.strip().removeprefix("@")) for domain in domains)
    for domain in plain:
        if is_public_mail_domain(domain):
            message = "The domain is a public email provider's. Add the people as contacts instead."
            raise ValueError(message)
    return plain


Name = Annotated[Line, Field(min_length=1, max_length=200)]
Domains = Annotated[tuple[str, ...], Field(max_length=20), AfterValidator(_private_domains)]
Contacts = Annotated[tuple[Person, ...], Field(max_length=MOST_CONTACTS)]
Seats = Annotated[tuple[Seat, ...], Field(max_length=100)]
Customers = Annotated[tuple[Customer, ...], Field(max_length=MOST_CUSTOMERS)]
HandSubscriptions = Annotated[tuple[HandSubscription, ...], Field(max_length=100)]


class Member(Frozen):
    """The organisation that subscribes. ``id`` is the vendor's own name for it."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="The vendor's own name for it.")
    name: Name = Field(description="As supporters and mails call it.")
    language: Language = Field(default=Language.SWEDISH, description="What it reads, where nobody chose.")
    owner: Person = Field(description="Its contract contact.")
    domains: Domains = Field(
        default=(), description="Every address at these belongs to it; never a public mail provider's."
    )
    contacts: Contacts = Field(default=(), description="Persons who belong to it, wherever their address is.")
    seats: Seats = Field(default=(), description="The responsible person for each product.")
    customers: Customers = Field(default=(), description="What billing providers call it.")
    subscriptions: HandSubscriptions = Field(
        default=(), description="States set by hand; several of one product make a history."
    )

    def addresses(self) -> frozenset[str]:
        """Every address that is known here, folded to lower case."""
        people = (self.owner, *self.contacts, *self.seats)
        return frozenset(compared_address(person.address) for person in people)

    def knows_address(self, address: str) -> bool:
        """The address is a contact's, a responsible person's or the owner's."""
        return compared_address(address) in self.addresses()

    def knows_domain(self, address: str) -> bool:
        """The address is at one of the registered domains."""
        return domain_of(address) in self.domains

    def hand_histories(self) -> tuple[SubscriptionHistory, ...]:
        """The subscriptions kept by hand, as histories: one a product."""
        found: dict[str, SubscriptionHistory] = {}
        for place, each in enumerate(self.subscriptions):
            event = each.event(self.id, place)
            known = found.get(each.product)
            found[each.product] = known.with_event(event) if known else SubscriptionHistory.started_by(event)
        return tuple(found.values())

    def responsible(self, product: str) -> tuple[Seat, ...]:
        """Who holds the seat for this product, each person once."""
        held = {compared_address(seat.address): seat for seat in self.seats if seat.product == product}
        return tuple(held.values())


def domain_of(address: str) -> str:
    """What stands after the last @, as domains are compared."""
    return compared_domain(address.rpartition("@")[2])
