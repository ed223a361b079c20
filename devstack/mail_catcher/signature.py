"""Checks the access-key signature of a request, by the service's rules (HMAC-SHA256)."""

import hashlib
import hmac
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

LONGEST_DRIFT = timedelta(minutes=15)
_AUTHORIZATION = re.compile(
    r"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=(?P<signature>\S+)"
)


@dataclass(frozen=True, slots=True)
class Signed:
    """The parts of a request that the signature covers. ``target`` is path and query as they were sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


def what_is_wrong(request: Signed, *, key: bytes, now: datetime) -> str:
    """Why the service would answer 401, or nothing."""
    authorization = _AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
    if not authorization:
        return "the Authorization header is missing or malformed"
    if not _is_recent(request.headers.get("x-ms-date", ""), now):
        return "x-ms-date is missing, malformed or too far from now"
    if request.headers.get("x-ms-content-sha256") != _base64(hashlib.sha256(request.body).digest()):
        return "x-ms-content-sha256 is not the hash of the body"
    if not _matches(request, key, authorization["signature"]):
        return "the signature does not match the access key"
    return ""


def sign(request: Signed, target: str, key: bytes) -> str:
    """The signature of a request with this target."""
    headers = ";".join(request.headers.get(name, "") for name in ("x-ms-date", "Host", "x-ms-content-sha256"))
    text = f"{request.method}\n{target}\n{headers}"
    return _base64(hmac.digest(key, text.encode(), "sha256"))


def key_bytes(key: str) -> bytes:
    """The access key as bytes. Raises ``ValueError`` where it is not base64."""
    return b64decode(key, validate=True)


def _matches(request: Signed, key: bytes, signature: str) -> bool:
    """The SDK signs the target unquoted; others sign it as sent."""
    targets = (request.target, unquote(request.target))
    return any(hmac.compare_digest(sign(request, target, key), signature) for target in targets)


def _is_recent(date: str, now: datetime) -> bool:
    """Whether an HTTP date (always GMT) is near now."""
    try:
        sent = parsedate_to_datetime(date)
    except ValueError:
        return False
    return sent.utcoffset() is not None and abs(sent - now) <= LONGEST_DRIFT


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()
