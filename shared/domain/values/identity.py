"""Names for things: stable, unguessable, and free of what people wrote.

Everything that becomes a key in storage or a reference in a mail is made here, with the desk's secret.
"""

import base64
import hashlib
import hmac
import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from shared.domain.values.mail_domain import compared_address, mailbox_of

KEY_BITS = 80
_DIGEST = re.compile(r"[a-z2-7]{16}")
_SPOKEN = re.compile(r"[a-z2-7]{8,16}")
_MISREAD = str.maketrans("01", "ol", "-[] \t\xa0")


class Outbox(StrEnum):
    """The sorts of aggregates that mails leave from."""

    TICKET = "ticket"
    NEWS = "news"
    NOTICE = "notice"


_OUTBOXES = tuple(Outbox)
_NO_OUTBOX = 0b11


class MailPlace(NamedTuple):
    """Where the mail of an operation id stands, if the id is one of ours: verify it on reading."""

    outbox: Outbox
    name: str


def digest(secret: bytes, purpose: str, *parts: str) -> str:
    """80 bits of HMAC-SHA256 over the purpose and the parts: 16 lower-case base32 letters and digits.

    The parts are length-prefixed, so no two different lists of parts are hashed alike.
    """
    return _base32(_hmac(secret, purpose, parts)[: KEY_BITS // 8])


def is_digest(text: str) -> bool:
    """Whether ``digest`` may have made this: what did not come from there never becomes a key."""
    return _DIGEST.fullmatch(text) is not None


def short_code(reference: str) -> str:
    """What people call a ticket by, on the telephone too: the first eight letters or digits of its reference.

    Of a hundred thousand tickets two have the same code once in two hundred such desks: whoever looks one up
    may find several.
    """
    return f"{reference[:4]}-{reference[4:8]}"


def spoken_beginning(code: str) -> str:
    """How the reference begins that somebody names by its code, or by more of it; "" where this is no code.

    Upper and lower case are one, hyphens, blanks and brackets count for nothing; a nought is read as the
    letter o and a one as the letter l, since references have neither.
    """
    beginning = code.lower().translate(_MISREAD)
    return beginning if _SPOKEN.fullmatch(beginning) else ""


def operation_id(secret: bytes, *parts: str) -> str:
    """The UUID of one mail, the same at every attempt to send it. It says where the mail stands.

    The first part that is an id names the ticket (after ``news`` or ``notice``: the item, the notice); the
    operation id of a mail names where that one stands. 80 bits are that name, 40 tell its mails apart.
    """
    made = bytearray(_hmac(secret, "operation", parts)[:16])
    place = _place(parts)
    made[8] = made[8] & 0b11111100 | (_OUTBOXES.index(place.outbox) if place else _NO_OUTBOX)
    if place:
        name = base64.b32decode(place.name.upper())
        made[0:6], made[7:8], made[9:12] = name[:6], name[6:7], name[7:]
    return str(UUID(bytes=bytes(made), version=4))


def mail_place(operation: str) -> MailPlace | None:
    """Where the mail of this operation id stands; None for one that names no place, or is no UUID."""
    try:
        made = UUID(operation).bytes
    except ValueError:
        return None
    outbox = made[8] & 0b11
    return None if outbox == _NO_OUTBOX else MailPlace(_OUTBOXES[outbox], _base32(_named_in(made)))


def _named_in(made: bytes) -> bytes:
    """The 80 bits that stand around version and variant."""
    return made[0:6] + made[7:8] + made[9:12]


def _place(parts: tuple[str, ...]) -> MailPlace | None:
    name = next((part for part in parts if is_digest(part)), None)
    if name is None:
        return mail_place(parts[0]) if parts else None
    outbox = Outbox(parts[0]) if parts[0] in {Outbox.NEWS, Outbox.NOTICE} else Outbox.TICKET
    return MailPlace(outbox, name)


def content_digest(secret: bytes, *parts: str) -> str:
    """Tells whether two requests say the same, without keeping what they say."""
    return digest(secret, "content", *parts)


def submission_key(given: str | None, content: str, received: datetime) -> str:
    """What makes a request "the same request": the caller's key, else its content within one hour (UTC)."""
    return f"key:{given}" if given else f"content:{content}:{received:%Y%m%d%H}"


def address_key(secret: bytes, address: str) -> str:
    """The directory's key for a mail address; upper and lower case are one."""
    return digest(secret, "address", compared_address(address))


def mailbox_key(secret: bytes, address: str) -> str:
    """The name under which what one mailbox sends or gets is counted, however its address is spelled."""
    return digest(secret, "mailbox", mailbox_of(address))


def network_key(secret: bytes, network: str) -> str:
    """The name under which what comes from one network is counted; "" for none."""
    return digest(secret, "network", network) if network else ""


def proof_key(secret: bytes, proof: str) -> str:
    """The name under which the use of a proof that was worked out is counted; "" for none."""
    return digest(secret, "proof", proof) if proof else ""


def derived_key(secret: bytes, purpose: str) -> bytes:
    """A key of its own for this purpose; nothing about the secret can be learnt from it."""
    return _hmac(secret, "key", (purpose,))


def _hmac(secret: bytes, purpose: str, parts: tuple[str, ...]) -> bytes:
    framed = b"".join(len(raw).to_bytes(4) + raw for raw in map(_bytes, (purpose, *parts)))
    return hmac.digest(secret, framed, hashlib.sha256)


def _bytes(part: str) -> bytes:
    """UTF-8; a header's byte that is none reaches us as a lone surrogate, and is as good a part as any."""
    return part.encode("utf-8", "surrogatepass")


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()
