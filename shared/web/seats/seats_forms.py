"""What the forms on the member's page, and on a responsible person's, send."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.seats.changing import ContactLeft, PersonGiven, SeatGiven
from shared.domain.seats.confirming import SeatAsked
from shared.domain.values.intake import Line
from shared.domain.values.mail_address import MailAddress
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.links.member_forms import MemberForm


class SeatsAct(StrEnum):
    """What an owner does on the member's page."""

    SEAT = "seat"
    CONTACT = "contact"
    REMOVE = "remove"
    ASK = "ask"


class SeatsForm(MemberForm):
    """Somebody is responsible for a product, is asked whether it is, is a contact, or is none any more."""

    act: SeatsAct = Field(
        description="What is done: `remove` is of a contact, and `ask` of who is responsible for a product."
    )
    version: str = Field(max_length=200, description="The member's version, as the page showed it.")
    product: str = Field(default="", max_length=63, description="Of a seat: the product's id.")
    before: str = Field(
        default="", max_length=254, description="Whose place it is, by address; left out: nobody's."
    )
    address: MailAddress | None = Field(
        default=None, max_length=254, description="Who it is from now on; needed for a seat or a contact."
    )
    name: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=200)] = Field(
        default="", description="As mails greet the person."
    )

    def seat(self) -> SeatGiven:
        """Whom the form names for the product. Raises ``FieldsInvalid``: nobody."""
        return SeatGiven(product=self.product, before=self.before, address=self._who(), name=self.name)

    def contact(self) -> PersonGiven:
        """Whom the form names as a contact. Raises ``FieldsInvalid``: nobody."""
        return PersonGiven(before=self.before, address=self._who(), name=self.name)

    def gone(self) -> ContactLeft:
        """Who is no contact any more."""
        return ContactLeft(before=self.before)

    def asked(self) -> SeatAsked:
        """Whom the owner has asked to confirm, and for which product."""
        return SeatAsked(product=self.product, before=self.before)

    def _who(self) -> str:
        if self.address is None:
            raise FieldsInvalid([FieldError("address", Code.MISSING)])
        return self.address


class SeatAct(StrEnum):
    """What a person says who was named responsible."""

    CONFIRM = "confirm"
    DECLINE = "decline"


class SeatForm(MemberForm):
    """The person's word on its seats."""

    act: SeatAct = Field(description="Whether it is the right person.")
