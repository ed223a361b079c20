"""Names for things: stable, unguessable, and free of what people wrote.

Everything that becomes a key in storage or a reference in a mail is made here, with the desk's secret.
"""

import base64
import hashlib
import hmac
import re
from datetime import datetime
from uuid import UUID

KEY_BITS = 80
_DIGEST = re.compile(r"[a-z2-7]{16}")


def digest(secret: bytes, purpose: str, *parts: str) -> str:
    """80 bits of HMAC-SHA256 over the purpose and the parts: 16 lower-case base32 letters and digits.

    The parts are length-prefixed, so no two different lists of parts are hashed alike.
    """
    return _base32(_hmac(secret, purpose, parts)[: KEY_BITS // 8])


def is_digest(text: str) -> bool:
    """Whether ``digest`` may have made this: what did not come from there never becomes a key."""
    return _DIGEST.fullmatch(text) is not None


def operation_id(secret: bytes, *parts: str) -> str:
    """The UUID of one mail, the same at every attempt to send it."""
    return str(UUID(bytes=_hmac(secret, "operation", parts)[:16], version=4))


def content_digest(secret: bytes, *parts: str) -> str:
    """Tells whether two requests say the same, without keeping what they say."""
    return digest(secret, "content", *parts)


def submission_key(given: str | None, content: str, received: datetime) -> str:
    """What makes a request "the same request": the caller's key, else its content within one hour (UTC)."""
    return f"key:{given}" if given else f"content:{content}:{received:%Y%m%d%H}"


def address_key(secret: bytes, address: str) -> str:
    """The directory's key for a mail address; upper and lower case are one."""
    return digest(secret, "address", address.casefold())


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
