"""Whether the desk runs as it should: its parts, its timer, its start, and many callers at once."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

import httpx

from smoke.check import Check, Place, Seen, not_here, seen

_PARTS = ("storage", "queue", "mail", "files")
_WATCHED = 11 * 60
_LOOK_EVERY = 20
_CALLERS = 20
_SLOW = 10.0


def _parts(place: Place) -> Seen:
    answer = place.http.get("/api/health")
    health = _told(answer)
    silent = [part for part in _PARTS if not health.get(part)]
    return seen(
        not silent,
        f"{answer.status_code}: "
        + (f"{', '.join(silent)} do not answer" if silent else "every part answers"),
        "give the identity its roles anew (`azd provision`); a role takes ten minutes to be in force",
    )


def _scan(place: Place) -> Seen:
    """Looks every 20 seconds for 11 minutes; how often the last scan has changed."""
    ends = time.monotonic() + _WATCHED
    found = [_last_scan(place)]
    while time.monotonic() < ends:
        time.sleep(_LOOK_EVERY)
        found.append(_last_scan(place))
    runs = scans_ended(found)
    return seen(
        runs in {2, 3},
        f"{runs} scans ended in 11 minutes",
        "the timer does not fire every five minutes: is the app stopped? What does `sla_timer` log?",
    )


def scans_ended(found: Sequence[object]) -> int:
    """How many scans have ended since the first look. None: there was none yet, or no answer."""
    return len(set(found) - {None, found[0]})


def _last_scan(place: Place) -> Any:  # noqa: ANN401 - JSON
    return _told(place.http.get("/api/health")).get("last_scan")


def _start(place: Place) -> Seen:
    began = time.monotonic()
    status = place.http.get("/api/intake").status_code
    took = time.monotonic() - began
    return seen(
        status == HTTPStatus.OK and took < _SLOW,
        f"the form came in {took:.1f} s ({status}); after an hour without callers this is a cold start",
        "look at the log of the start; an instance that is always ready costs, and ends it",
    )


def _together(place: Place) -> Seen:
    with ThreadPoolExecutor(_CALLERS) as callers:
        answers = list(callers.map(lambda _: place.http.get("/api/intake").status_code, range(_CALLERS)))
    wrong = [status for status in answers if status != HTTPStatus.OK]
    return seen(
        not wrong,
        f"{_CALLERS} callers at once, {len(wrong)} of them refused",
        "look for 5xx and 429 in the log; the plan's limit of instances may be reached",
    )


def _instances(place: Place) -> Seen:
    if place.is_local:
        return not_here("there is one host here; on Azure the log says how many instances answered")
    return not_here("in the log: AppRequests | summarize dcount(AppRoleInstance) by bin(TimeGenerated, 1m)")


def _told(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


RUNNING = (
    Check("start", "the form comes within ten seconds", _start),
    Check("parts", "tables, queues, blobs and the mail service answer the desk", _parts),
    Check("together", "many callers at once are answered", _together),
    Check("instances", "two instances work at once", _instances),
    Check("scan", "the clocks are scanned every five minutes and not more", _scan, minutes=11),
)
