"""Checks that write: one ticket whose answer cannot arrive, and one billing event about nobody."""

import json
import time
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import uuid4

from shared.web.billing.signatures import sign_standard
from smoke.check import Check, Place, Seen, not_here, seen

_WAITED = 5 * 60
_LOOK_EVERY = 5
_WEBHOOK = "/api/billing/standard"
_TAKEN, _REPORTED = "answer_accepted", {"answer_bounced", "answer_doubted"}


def _mail(place: Place) -> Seen:
    """An answer to an address that does not exist: the mail service takes it, and then reports a bounce."""
    if not (place.key and place.author and place.bounces_at):
        return not_here(
            "set DESK_SMOKE_KEY, and name --author and --bounces-at, an address that does not exist"
        )
    ticket = _answered_ticket(place)
    if ticket is None:
        return seen(
            False,  # noqa: FBT003 - it is what was seen
            "no ticket could be opened and answered",
            "is the key one of this app, and the author a supporter of DESK_SUPPORTERS?",
        )
    events = _events(place, ticket)
    return seen(
        _TAKEN in events and bool(events & _REPORTED),
        f"ticket {ticket}: {'taken' if _TAKEN in events else 'not taken'} by the mail service, "
        + ("its report came back" if events & _REPORTED else f"no report within {_WAITED // 60} minutes"),
        "not taken: the identity's role at the mail service, and the linked domain; no report: the system "
        "topic's subscription, its role at the queue, and `delivery_reports` in the log",
    )


def _answered_ticket(place: Place) -> str | None:
    asked = {
        "author": place.author,
        "email": place.bounces_at,
        "message": "A smoke check. Its answer goes to an address that does not exist.",
    }
    keyed = {"x-functions-key": place.key}
    opened = place.http.post("/api/tickets", json=asked, headers={**keyed, "Idempotency-Key": uuid4().hex})
    if opened.status_code != HTTPStatus.CREATED:
        return None
    ticket: str = opened.json()["ticket"]
    answer = {"author": place.author, "text": "Nobody reads this.", "answers_up_to": "m1"}
    answered = place.http.post(f"/api/tickets/{ticket}/answers", json=answer, headers=keyed)
    return ticket if answered.status_code == HTTPStatus.ACCEPTED else None


def _events(place: Place, ticket: str) -> set[str]:
    """What the ticket's log has once the report is there, or five minutes later."""
    ends = time.monotonic() + _WAITED
    while True:
        answer = place.http.get(f"/api/tickets/{ticket}", headers={"x-functions-key": place.key})
        told = answer.json() if answer.status_code == HTTPStatus.OK else {}
        events = {event["event"] for event in told.get("events", ())}
        if events & _REPORTED or time.monotonic() > ends:
            return events
        time.sleep(_LOOK_EVERY)


def _webhook(place: Place) -> Seen:
    if not place.webhook_secret:
        return not_here("set DESK_SMOKE_WEBHOOK_SECRET to the Standard Webhooks secret of the desk")
    event = {"type": "smoke.checked", "timestamp": datetime.now(UTC).isoformat(), "data": {}}
    body = json.dumps(event).encode()
    headers = sign_standard(body, f"smoke_{uuid4().hex}", place.webhook_secret, datetime.now(UTC))
    right = place.http.post(_WEBHOOK, content=body, headers=headers).status_code
    wrong = place.http.post(_WEBHOOK, content=body + b" ", headers=headers).status_code
    return seen(
        right == HTTPStatus.OK and wrong == HTTPStatus.UNAUTHORIZED,
        f"a signed event was answered by {right}, the same with one byte more by {wrong}",
        "401 for both: the secret in the vault is another, or the app was not restarted; 503: see `parts`",
    )


WRITING = (
    Check("webhook", "a signed webhook is taken, and a changed one refused", _webhook),
    Check(
        "mail", "a mail is taken by the mail service, and its delivery report comes back", _mail, minutes=5
    ),
)
