"""The form's proof of work: a small sum that a browser does while its reader types, as a machine must too.

ALTCHA makes and checks it: keys are derived until one begins as the task says. The task is signed and says
when it was made; that it was used is counted with the requests. ``proof.js`` beside this file does the sum.
"""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.domain.values.identity import derived_key

if TYPE_CHECKING:
    from altcha import Payload

FIELD = "proof"
TRAP = "website"
"""A field that no person sees. Machines fill in whatever a form has."""

HOLDS = timedelta(minutes=50)
"""So long it is surely known that a proof was used: what comes is counted for an hour, in tens of minutes."""

SCRIPT = Path(__file__).with_name("proof.js")
_ALGORITHM = "PBKDF2/SHA-256"
_ROUNDS = 5000
_FEWEST, _SPREAD = 20, 60
_MOST_LETTERS = 4000


class Proof(NamedTuple):
    """A sum that was done. ``name`` tells it from every other; ``made``: when its task was."""

    name: str
    made: datetime


def new_task(secret: bytes, number: int, now: datetime) -> str:
    """A task as JSON, for the page of the form. ``number``: any, at random; the sum is of like size for all.

    It takes a browser a fraction of a second, and an old telephone a few, while its reader types.
    """
    from altcha import create_challenge  # noqa: PLC0415 - only whoever sees or sends the form waits for it

    task = create_challenge(
        _ALGORITHM,
        _ROUNDS,
        counter=_FEWEST + number % _SPREAD,
        data={"made": int(now.timestamp())},
        hmac_secret=derived_key(secret, "form proof"),
        hmac_key_secret=derived_key(secret, "form proof's key"),
    )
    return json.dumps(task.to_dict(), separators=(",", ":"))


def proof_in(fields: Mapping[str, object], secret: bytes, now: datetime) -> Proof | None:
    """The sum that came along with these fields, if it is right and not too old; None for anything else."""
    given = fields.get(FIELD)
    if not isinstance(given, str) or not given or len(given) > _MOST_LETTERS:
        return None
    payload = _payload(given)
    made = _made(payload.challenge.parameters.data) if payload else None
    if payload is None or made is None or not _right(payload, secret):
        return None
    return Proof(payload.challenge.parameters.nonce, made) if now - made <= HOLDS else None


def _payload(given: str) -> "Payload | None":
    from altcha import Payload  # noqa: PLC0415 - as above

    try:
        return Payload.from_dict(json.loads(base64.b64decode(given, validate=True)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _right(payload: "Payload", secret: bytes) -> bool:
    from altcha import verify_solution  # noqa: PLC0415 - as above

    try:
        return verify_solution(
            payload,
            derived_key(secret, "form proof"),
            hmac_key_secret=derived_key(secret, "form proof's key"),
        ).verified
    except (ValueError, TypeError, AttributeError, OverflowError):
        return False


def _made(data: Any) -> datetime | None:  # noqa: ANN401 - whatever the client sent, until the signature is checked
    made = data.get("made") if isinstance(data, dict) else None
    return datetime.fromtimestamp(made, UTC) if type(made) is int and 0 <= made < 1 << 40 else None


def trapped(fields: Mapping[str, object]) -> bool:
    """Whether the field that no person sees was filled in."""
    return bool(fields.get(TRAP))
