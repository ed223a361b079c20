"""The form's token: makes a form that is sent twice one request. It is not a secret and keeps no state."""

import base64
import re
from collections.abc import Callable, Mapping

_TOKEN = re.compile(r"[a-z2-7]{26}")
_BYTES = 16


def new_token(random_bytes: Callable[[int], bytes]) -> str:
    """128 random bits as 26 base32 characters, lower case. ``random_bytes(n)`` gives n random bytes."""
    return base64.b32encode(random_bytes(_BYTES)).decode("ascii").rstrip("=").lower()


def form_token(fields: Mapping[str, object]) -> str | None:
    """The token that these fields carry, or None where they have none of ours."""
    token = fields.get("token")
    return token if isinstance(token, str) and _TOKEN.fullmatch(token) else None
