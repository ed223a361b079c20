"""Who is told: never nobody."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from shared.domain.letters.sends import Recipient
from shared.domain.members.member import Member
from shared.domain.refusals.errors import AuthorUnknown
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Language, Supporter, Vendor


def supporters_for(owner: str, vendor: Vendor) -> Sequence[tuple[Recipient, Language]]:
    """The ticket's owner while on duty, else everybody on duty, else the vendor's fallback address.

    Each address once: where several share one, its mail is in the language of the first of them.
    """
    on_duty = vendor.on_duty
    told = [each for each in on_duty if each.id == owner] or on_duty
    by_address: dict[str, Supporter] = {}
    for each in told:
        by_address.setdefault(compared_address(each.address), each)
    return [(_recipient(each), each.language) for each in by_address.values()] or [fallback(vendor)]


def named_or_minding(named: str, owner: str, vendor: Vendor) -> Sequence[tuple[Recipient, Language]]:
    """The supporter of this id; whoever minds the ticket of this owner where that one has left."""
    person = next((each for each in vendor.supporters if each.id == named), None)
    return [(_recipient(person), person.language)] if person else supporters_for(owner, vendor)


def fallback(vendor: Vendor) -> tuple[Recipient, Language]:
    """The address that gets what is meant for supporters when nobody else can."""
    return Recipient(address=vendor.fallback_address, name=vendor.name), Language.SWEDISH


def supporter(author: str, vendor: Vendor) -> Supporter:
    """The configured supporter of this id. Raises ``AuthorUnknown``."""
    for each in vendor.supporters:
        if each.id == author:
            return each
    raise AuthorUnknown(author)


def supporter_name(author: str, vendor: Vendor) -> str:
    """The name of the supporter of this id, also of a past one; the vendor's where nobody ever had it."""
    return vendor.names.get(author, vendor.name)


def copies(
    member: Member | None, product: str, requester: str, unusable: AbstractSet[str] = frozenset()
) -> tuple[Recipient, ...]:
    """The responsible persons who get a copy of an answer to an error report of this requester.

    One copy a person; none to the requester; none where the requester is not known at the member; none to an
    address that is ``unusable`` (folded to lower case).
    """
    if member is None or not (member.knows_address(requester) or member.knows_domain(requester)):
        return ()
    return tuple(
        Recipient(address=seat.address, name=seat.name)
        for seat in member.responsible(product)
        if compared_address(seat.address) not in {compared_address(requester), *unusable}
    )


def _recipient(person: Supporter) -> Recipient:
    return Recipient(address=person.address, name=person.name)
