"""The service's rules for repeated requests (OASIS Repeatable Requests, tracked for 5 minutes)."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from uuid import UUID

TRACKED = timedelta(minutes=5)


class NotRepeatable(Exception):
    """The repeatability headers do not let this request be executed."""

    def __init__(self, sentence: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        """Keep what is answered."""
        super().__init__(sentence)
        self.status = status
        self.code = status.phrase.title().replace(" ", "")


class Repetitions:
    """Remembers which content came under which repeatability id."""

    def __init__(self) -> None:
        """Start with none."""
        self._seen: dict[str, tuple[datetime, bytes]] = {}

    def check(self, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
        """Let a first request and its exact repetition pass; a request without the headers always passes.

        Raises:
            NotRepeatable: malformed headers or other content (400), first sent too long ago (412).
        """
        request = headers.get("Repeatability-Request-ID")
        first_sent = headers.get("Repeatability-First-Sent")
        if request is None and first_sent is None:
            return
        if abs(now - _instant(first_sent)) > TRACKED:
            sentence = "Repeatability-First-Sent is not within 5 minutes."
            raise NotRepeatable(sentence, HTTPStatus.PRECONDITION_FAILED)
        self._track(_identifier(request), body, now)

    def _track(self, request: str, body: bytes, now: datetime) -> None:
        """Remember a first request; refuse its id with other content."""
        digest = hashlib.sha256(body).digest()
        tracked_since, tracked = self._seen.setdefault(request, (now, digest))
        if tracked != digest and now - tracked_since <= TRACKED:
            sentence = "The repeated request does not match the one before."
            raise NotRepeatable(sentence)


def _identifier(text: str | None) -> str:
    try:
        return str(UUID(text or ""))
    except ValueError:
        sentence = "Repeatability-Request-ID is not a UUID."
        raise NotRepeatable(sentence) from None


def _instant(text: str | None) -> datetime:
    """An HTTP date, which is always GMT."""
    try:
        instant = parsedate_to_datetime(text or "")
    except ValueError:
        instant = datetime.min  # noqa: DTZ901 - a naive instant is refused in the next line
    if instant.utcoffset() is None:
        sentence = "Repeatability-First-Sent is not an HTTP date."
        raise NotRepeatable(sentence)
    return instant
