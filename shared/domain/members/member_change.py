"""A change to a member: the fields that are given; all others stay as they are."""

from pydantic import Field

from shared.domain.members.member import (
    Contacts,
    Customers,
    Domains,
    HandSubscriptions,
    Member,
    Name,
    Person,
    Seats,
)
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language


class MemberChange(Frozen):
    """What is left out, or null, stays; a list that is given is the whole list from then on."""

    name: Name | None = Field(default=None, description="As supporters and mails call it.")
    language: Language | None = Field(default=None, description="What it reads, where nobody chose.")
    owner: Person | None = Field(default=None, description="Its contract contact.")
    domains: Domains | None = Field(
        default=None, description="Every address at these belongs to it; never a public mail provider's."
    )
    contacts: Contacts | None = Field(
        default=None, description="Persons who belong to it, wherever their address is."
    )
    seats: Seats | None = Field(default=None, description="The responsible person for each product.")
    customers: Customers | None = Field(default=None, description="What billing providers call it.")
    subscriptions: HandSubscriptions | None = Field(
        default=None, description="States set by hand; several of one product make a history."
    )

    def made_to(self, member: Member) -> Member:
        """The member once it is changed so."""
        given = {name: value for name, value in self if value is not None}
        return member.but(**given)
