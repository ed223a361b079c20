"""Signed links: what a mail's link opens, for whom, and until when.

A link is a capability: whoever holds it may do this one thing, at this one ticket, as this one person. It is
signed with the newest key and read with any that is still kept, so that keys can rotate; it ends by itself,
and with all others of its ticket when a supporter revokes them.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from shared.domain.refusals.errors import LinkInvalid, LinkRevoked
from shared.domain.values.frozen import Frozen, Instant

_DIGEST = r"[a-z2-7]{16}"
_TOKEN = re.compile(rf"([a-z]+)\.({_DIGEST})\.({_DIGEST})\.({_DIGEST})?\.([0-9]{{1,6}})\.([0-9]{{1,12}})")
_MAC_BYTES = 15
_COPIED = "mailedwithcopies"
"""How a token says that its link went out with copies: where others name what they are about."""


class Purpose(StrEnum):
    """What a link is for; the last but one part of its address."""

    TICKET = "ticket"
    CONFERENCE = "conference"
    SESSION = "session"
    QUOTE = "quote"
    FILE = "file"
    NEWS = "news"
    UNSUBSCRIBE = "unsubscribe"
    STUDY = "study"
    SEATS = "seats"
    SEAT = "seat"
    MEMBER = "member"
    UPGRADE = "upgrade"
    DOWNLOAD = "download"
    HELP = "help"
    TICKETS = "tickets"

    @property
    def of_member(self) -> bool:
        """Such a link is to what is a member's, not to a ticket or what there is to study."""
        return self in {Purpose.SEATS, Purpose.SEAT}

    @property
    def asked_for(self) -> bool:
        """Such a link is mailed to whoever asks for it with an address."""
        return self in {Purpose.SEATS, Purpose.TICKETS}


LIFETIMES = {
    Purpose.TICKET: timedelta(days=90),
    Purpose.CONFERENCE: timedelta(days=30),
    Purpose.SESSION: timedelta(days=7),
    Purpose.QUOTE: timedelta(days=30),
    Purpose.FILE: timedelta(days=7),
    Purpose.NEWS: timedelta(days=90),
    Purpose.UNSUBSCRIBE: timedelta(days=90),
    Purpose.STUDY: timedelta(days=180),
    Purpose.SEATS: timedelta(days=30),
    Purpose.SEAT: timedelta(days=30),
    Purpose.MEMBER: timedelta(days=365),
    Purpose.UPGRADE: timedelta(days=90),
    Purpose.DOWNLOAD: timedelta(hours=1),
    Purpose.HELP: timedelta(hours=12),
    Purpose.TICKETS: timedelta(days=30),
}


class Link(Frozen):
    """One capability. ``person`` is the digest of the address that it was mailed to.

    ``ticket``: what it opens; the item for news and for ending it, the member, by its key, for studying, for
    seats, for upgrades, for a member's token and for help. ``about`` is what it is about there, by id; "" for
    the ticket itself. ``copied``: it went out in a mail with copies, so that others than its person hold it
    too. ``series`` is the ticket's, or for upgrades and tokens the member's, when the link was
    made: revoking starts the next.
    """

    purpose: Purpose
    ticket: str
    person: str
    about: str = ""
    copied: bool = False
    series: int = 0
    expires: Instant

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, told: object) -> object:
        """Links that were stored before ``copied`` was a field say it as what they are about."""
        if isinstance(told, dict) and told.get("about") == _COPIED:
            return told | {"about": "", "copied": True}
        return told

    @property
    def made(self) -> datetime:
        """When it was made, to the second."""
        return self.expires - LIFETIMES[self.purpose]

    def expired(self, now: datetime) -> bool:
        """The link opens nothing any more; at the instant itself it still does."""
        return now > self.expires

    def must_hold(self, series: int) -> None:
        """Return where the ticket, now at this series, has not revoked the link. Raises ``LinkRevoked``."""
        if self.series != series:
            raise LinkRevoked

    @classmethod
    def lasting(
        cls, purpose: Purpose, ticket: str, person: str, now: datetime, *, about: str = "", series: int = 0
    ) -> Self:
        """A link made now, that lasts as long as its purpose needs; in whole seconds."""
        expires = (now + LIFETIMES[purpose]).replace(microsecond=0)
        return cls(purpose=purpose, ticket=ticket, person=person, about=about, series=series, expires=expires)


class Revocation(Frozen):
    """Every link of the ticket that there was ended here. ``entry`` and ``content`` tell a repetition."""

    entry: str
    content: str
    at: Instant


class Renewal(Frozen):
    """This person was last mailed a new link then."""

    person: str
    at: Instant


def sign(link: Link, key: bytes) -> str:
    """The link as it stands in an address: what it says, and the proof that we said it."""
    seconds, about = int(link.expires.timestamp()), _COPIED if link.copied else link.about
    said = f"{link.purpose}.{link.ticket}.{link.person}.{about}.{link.series}.{seconds}"
    return f"{said}.{_proof(said, key)}"


def read(token: str, keys: Sequence[bytes]) -> Link:
    """What the token says, whether or not it has expired.

    Raises ``LinkInvalid``: none of these keys signed it as it stands.
    """
    said, _, proof = token.rpartition(".")
    parts = _TOKEN.fullmatch(said)
    given = proof.encode("utf-8", "surrogatepass")
    if parts is None or not any(hmac.compare_digest(_proof(said, key).encode(), given) for key in keys):
        raise LinkInvalid
    purpose, ticket, person, about, series, seconds = parts.groups()
    return Link(
        purpose=Purpose(purpose),
        ticket=ticket,
        person=person,
        about=about or "",
        series=int(series),
        expires=datetime.fromtimestamp(int(seconds), UTC),
    )


def _proof(said: str, key: bytes) -> str:
    """120 bits of HMAC-SHA256, base32."""
    mac = hmac.digest(key, b"link\0" + said.encode(), hashlib.sha256)[:_MAC_BYTES]
    return base64.b32encode(mac).decode().lower()
