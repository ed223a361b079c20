"""What the desk refuses of a change of the vendor's terms."""

from enum import StrEnum

from shared.domain.refusals.error_sorts import Conflicting, Invalid, Unknown


class TermsFault(StrEnum):
    """What is wrong with what was typed into one field."""

    ADDRESS_TAKEN = "address_taken"
    ADDRESS_OF_DESK = "address_of_desk"
    OBJECT_TAKEN = "object_taken"
    HOURS_UNREAD = "hours_unread"
    DAY_PASSED = "day_passed"
    NAME_TAKEN = "name_taken"
    BILLING_TAKEN = "billing_taken"
    BILLING_USED = "billing_used"
    PRICE_UNREAD = "price_unread"
    PLACE_UNKNOWN = "place_unknown"
    ONE_LANGUAGE = "one_language"


class TermsUnfit(Invalid):
    """What was typed into ``field`` cannot be; ``fault`` says why."""

    def __init__(self, fault: TermsFault, field: str) -> None:
        """Keep both; nothing of what was typed."""
        super().__init__(f"{field}: {fault}")
        self.field = field
        self.fault = fault


class TermUnknown(Unknown):
    """There is no supporter, product or canned answer of this name any more."""


class LastOnDuty(Conflicting):
    """Nobody would be on duty any more; asked first. ``fallback``: the address that gets everything then."""

    def __init__(self, fallback: str) -> None:
        """Keep the vendor's own address."""
        super().__init__("nobody would be on duty")
        self.fallback = fallback


class ProductUsed(Conflicting):
    """The product cannot be taken away: members use it. ``members``: the names of some of them."""

    def __init__(self, members: str) -> None:
        """Keep the names."""
        super().__init__("the product is used")
        self.members = members


class ProductPublished(Conflicting):
    """The product cannot be taken away: versions of it are out, or documents of it are there to study."""


class AnswersFull(Conflicting):
    """There are as many canned answers as there may be."""
