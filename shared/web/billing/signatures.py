"""Whether a webhook was really sent by the billing provider, just now: checked on the raw bytes.

Headers are read and times are compared here: the providers' libraries read the real clock, and their parsers
let odd headers through or fall over them. ``standardwebhooks`` signs what is well-formed; Stripe's scheme is
one HMAC (``docs/adr/webhook-signatures-checked-in-product-time.md``), which a test holds to Stripe's library.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

from shared.domain.refusals.error_sorts import Unproved, Unreadable

TOLERANCE = timedelta(seconds=300)
"""How far the sender's clock may be from ours, both ways, inclusive."""

_LONGEST_HEADER = 4096
_SHA256_SIZE = 32
_SECONDS = re.compile(r"0|[1-9][0-9]{0,10}", re.ASCII)
# No full stop: it separates id, time and body in what is signed.
_WEBHOOK_ID = re.compile(r"[!-\-/-~]{1,255}", re.ASCII)
_HEX_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)

_NO_ID = "webhook-id must be 1 to 255 visible ASCII characters without a full stop"
_NO_SECONDS = "the timestamp must be whole seconds since 1970, in digits"
_NO_UTF8 = "the body is not UTF-8"
_NO_STANDARD_SIGNATURE = "webhook-signature must be v1,<base64 of 32 bytes>, or several, a blank between"
_NO_STRIPE_TIME = "Stripe-Signature must have one timestamp (t=<seconds>)"
_NO_STRIPE_SIGNATURE = "Stripe-Signature must have v1 signatures (v1=<64 hexadecimal digits>), no blanks"
_NOT_THERE = "is missing"
_NOT_ONE_HEADER = f"must come once and have at most {_LONGEST_HEADER} characters"
_NOT_OURS = "the signature is not made with a secret of this endpoint"
_NOT_NOW = "the timestamp is more than 300 seconds from now"


class SignatureRefused(Unproved):
    """The request is not proved to be the provider's. ``str()`` says why, without secrets or content."""

    told_as = "not-authentic"

    def __str__(self) -> str:
        """Which header, and what is wrong."""
        return " ".join(map(str, self.args))


class SignatureMalformed(Unreadable, SignatureRefused):
    """A header or the body cannot be what the provider signs: a bad request (400)."""


class SignatureMissing(SignatureRefused):
    """A header that the signature needs is not there: not authorised (401)."""


class SignatureWrong(SignatureRefused):
    """Well-formed, but no secret of ours made it: not authorised (401)."""


class SignatureTooOld(SignatureRefused):
    """Signed more than 300 s before now, or after: not authorised (401)."""


def verify_standard(body: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> str:
    """Check a Standard Webhooks request (https://www.standardwebhooks.com, symmetric ``v1``).

    ``secrets`` are base64, with or without ``whsec_``; any of them may have signed. A secret that is no key
    is passed over.

    Returns: the webhook's id, which stays the same however often it is sent.

    Raises:
        SignatureMalformed: answer 400.
        SignatureMissing, SignatureWrong, SignatureTooOld: answer 401.
    """
    webhook_id = _header(headers, "webhook-id")
    if not _WEBHOOK_ID.fullmatch(webhook_id):
        raise SignatureMalformed(_NO_ID)
    signed_at = _instant(_header(headers, "webhook-timestamp"), now)
    signatures = _standard_signatures(_header(headers, "webhook-signature"))
    text = _text(body)
    expected = [_standard_signature(key, webhook_id, signed_at, text) for key in _standard_keys(secrets)]
    if not _any_equal(expected, signatures):
        raise SignatureWrong(_NOT_OURS)
    return webhook_id


def sign_standard(body: bytes, message_id: str, secret: str, now: datetime) -> dict[str, str]:
    """The three headers with which a provider sends ``body`` (UTF-8) at this instant.

    Raises:
        ValueError: the secret is no base64 key.
    """
    keys = _standard_keys([secret])
    if not keys:
        message = "the secret must be base64, with or without whsec_ before it"
        raise ValueError(message)
    seconds = int(now.timestamp())
    signature = _standard_signature(keys[0], message_id, datetime.fromtimestamp(seconds, UTC), body.decode())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{base64.b64encode(signature).decode('ascii')}",
    }


def verify_stripe(body: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
    """Check a Stripe webhook (https://docs.stripe.com/webhooks, scheme ``v1``).

    ``secrets`` are the endpoint's secrets as Stripe shows them; any of them may have signed. One that is
    blank or not ASCII is passed over.

    Raises:
        SignatureMalformed: answer 400.
        SignatureMissing, SignatureWrong, SignatureTooOld: answer 401.
    """
    seconds, signatures = _stripe_parts(_header(headers, "stripe-signature"))
    _instant(seconds, now)
    text = _text(body)
    usable = [secret for secret in secrets if secret.isascii() and secret.strip()]
    expected = [_stripe_signature(secret, seconds, text) for secret in usable]
    if not _any_equal(expected, signatures):
        raise SignatureWrong(_NOT_OURS)


def _header(headers: Mapping[str, str], name: str) -> str:
    """The one value of this header, whatever the case of its name."""
    values = [text for given, text in headers.items() if given.lower() == name]
    if not any(values):
        raise SignatureMissing(name, _NOT_THERE)
    if len(values) > 1 or len(values[0]) > _LONGEST_HEADER:
        raise SignatureMalformed(name, _NOT_ONE_HEADER)
    return values[0]


def _instant(seconds: str, now: datetime) -> datetime:
    """The instant that the sender signed, if it is near enough to now."""
    if not _SECONDS.fullmatch(seconds):
        raise SignatureMalformed(_NO_SECONDS)
    signed_at = datetime.fromtimestamp(int(seconds), UTC)
    if abs(now - signed_at) > TOLERANCE:
        raise SignatureTooOld(_NOT_NOW)
    return signed_at


def _text(body: bytes) -> str:
    """The body as text, byte for byte: it is encoded again where it is signed."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise SignatureMalformed(_NO_UTF8) from None


def _standard_signatures(header: str) -> list[bytes]:
    """The ``v1`` signatures in ``v1,<base64> v1,<base64>``; other versions are passed over.

    A header that came twice is one with commas between when a proxy has joined it: it is refused, as any that
    nobody signs so.
    """
    pairs = [part.partition(",") for part in header.split(" ")]
    decoded = [_base64(text) for version, _, text in pairs if version == "v1"]
    signatures = [signature for signature in decoded if signature and len(signature) == _SHA256_SIZE]
    well_formed = len(set(pairs)) == len(pairs) and all(name and "," not in text for name, _, text in pairs)
    if not signatures or not well_formed:
        raise SignatureMalformed(_NO_STANDARD_SIGNATURE)
    return signatures


def _standard_keys(secrets: Sequence[str]) -> list[bytes]:
    """The keys in these secrets, without those that hold none: an empty key would let anybody sign."""
    texts = [secret.strip().removeprefix("whsec_").rstrip("=") for secret in secrets]
    return [key for text in texts if (key := _base64(text + "=" * (-len(text) % 4)))]


def _standard_signature(key: bytes, webhook_id: str, signed_at: datetime, text: str) -> bytes:
    from standardwebhooks import Webhook  # noqa: PLC0415 - only billing's webhooks need it

    signature = Webhook(key).sign(webhook_id, signed_at, text)
    return base64.b64decode(signature.removeprefix("v1,"))


def _base64(text: str) -> bytes | None:
    """The bytes that this is the base64 of; None where it is not strictly base64."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _any_equal(expected: Sequence[bytes], given: Sequence[bytes]) -> bool:
    """Whether any of ours is any of theirs; each comparison takes the same time, whatever it compares."""
    return any(hmac.compare_digest(ours, theirs) for ours, theirs in product(expected, given))


def _stripe_parts(header: str) -> tuple[str, list[bytes]]:
    """The timestamp and the ``v1`` signatures in ``t=<seconds>,v1=<hex>,...``."""
    if any(map(str.isspace, header)):
        raise SignatureMalformed(_NO_STRIPE_SIGNATURE)
    pairs = [part.partition("=") for part in header.split(",")]
    times = [text for name, _, text in pairs if name == "t"]
    if len(times) != 1:
        raise SignatureMalformed(_NO_STRIPE_TIME)
    signatures = [text for name, _, text in pairs if name == "v1" and _HEX_SHA256.fullmatch(text)]
    if not signatures or len(set(signatures)) < len(signatures):
        raise SignatureMalformed(_NO_STRIPE_SIGNATURE)
    return times[0], [bytes.fromhex(signature) for signature in signatures]


def _stripe_signature(secret: str, seconds: str, text: str) -> bytes:
    """The secret is the key as it stands, ``whsec_`` and all: it is no base64 here."""
    return hmac.digest(secret.encode(), f"{seconds}.{text}".encode(), "sha256")
