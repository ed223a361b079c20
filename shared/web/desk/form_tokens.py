"""The token of a form of the desk's: it shows that our page made it, for this person.

Nothing is kept of it. One form that is sent twice is one act, also after going back in the browser; another
form of the same page is another.
"""

import hmac
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.values.identity import derived_key, digest
from shared.web.http.tokens import new_token

LASTS = timedelta(hours=24)
_TOKEN = re.compile(r"([a-z2-7]{26})-([0-9]{1,12})-([a-z2-7]{16})")


class FormPlace(NamedTuple):
    """Whose form it is and where it stands: the person's key and the page's path."""

    person: str
    path: str


def new_form_token(
    secret: bytes, place: FormPlace, now: datetime, random_bytes: Callable[[int], bytes]
) -> str:
    """A token for a form that is made now. ``random_bytes(n)`` gives n random bytes."""
    key, made = new_token(random_bytes), str(int(now.timestamp()))
    return f"{key}-{made}-{_signature(secret, place, key, made)}"


def key_of_form(secret: bytes, place: FormPlace, now: datetime, token: object) -> str:
    """The key of the page that made a form with this token. Raises ``FormTooOld``."""
    found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
    if found is None:
        raise FormTooOld
    key, made, signature = found.groups()
    right = hmac.compare_digest(signature, _signature(secret, place, key, made))
    if not right or now - datetime.fromtimestamp(int(made), UTC) > LASTS:
        raise FormTooOld
    return key


def key_of_act(key: str, act: str, about: str) -> str:
    """The key of this act of a page: the page's own (``key_of_form``) serves all its forms."""
    return digest(key.encode(), "act", act, about)


def _signature(secret: bytes, place: FormPlace, key: str, made: str) -> str:
    return digest(derived_key(secret, "desk form"), "form", *place, key, made)
