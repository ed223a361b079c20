"""A person is asked for by the address: to be exported, or to be erased for a reason."""

from datetime import timedelta

from pydantic import Field

from shared.domain.refusals.people_errors import PersonOfDesk, ReasonNamesPerson
from shared.domain.values.fields import ReasonBody
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import address_key, mailbox_key
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Vendor

SETTLED_AFTER = timedelta(minutes=7)
"""Whatever was being written when a look began has been committed by then, and its hints may be removed."""
_AROUND_WORDS = ".,;:!?()<>[]\"'"


class PersonBody(Frozen):
    """Whose data it is about: in the body, since logs keep the addresses of requests."""

    address: MailAddress = Field(description="The person's mail address; upper and lower case are one.")


class EraseBody(PersonBody, ReasonBody):
    """Who erases whom, and why: that is kept, under a digest of the address."""

    preview: bool = Field(default=False, description="Only tell what will be touched; nothing is written.")


class Erasure(Frozen):
    """That a person is erased: ``person`` and ``mailbox`` are the keys of the address, which nothing keeps.

    ``done``: since when nothing more is to be erased.
    """

    person: str
    mailbox: str
    author: str
    reason: str
    asked: Instant
    done: Instant | None = None

    @property
    def aggregate(self) -> str:
        """The erasure's name in the agenda and in queue messages."""
        return f"person-{self.person}"


def erasure_of(given: EraseBody, secret: bytes, now: Instant) -> Erasure:
    """What is asked for, without the address."""
    return Erasure(
        person=address_key(secret, given.address),
        mailbox=mailbox_key(secret, given.address),
        author=given.author,
        reason=given.reason,
        asked=now,
    )


def refuse_own(address: str, vendor: Vendor) -> None:
    """Raises ``PersonOfDesk``: the vendor's own people and mailboxes are no persons of the desk's data."""
    if vendor.owns(address) or vendor.is_desk(address):
        raise PersonOfDesk


def refuse_named(given: EraseBody) -> None:
    """Raises ``ReasonNamesPerson`` where the reason says the address, in whichever spelling."""
    words = (compared_address(word.strip(_AROUND_WORDS)) for word in given.reason.split())
    if compared_address(given.address) in " ".join((given.reason.lower(), *words)):
        raise ReasonNamesPerson
