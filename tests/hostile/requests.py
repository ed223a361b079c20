"""Requests at the app's doors, sent to what runs behind them: no client and no framework between."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from azure.functions import HttpRequest, HttpResponse

from shared.web.api.operation import JSON, URLENCODED, Auth, Operation, Where
from tests.examples.described_api import OPERATIONS
from tests.examples.indexed_functions import indexed_functions
from tests.fakes.desk import START
from tests.hostile.busy_desk import Places
from tests.triggers.billing.hostile_webhooks import by_standard, by_stripe
from tests.triggers.desk.signing_in import ANNA, READS
from tests.triggers.mail.test_intake_mail import MAIL, RAW

_SIGNED: Mapping[str, Callable[..., dict[str, str]]] = {
    "billing_standard": by_standard,
    "billing_stripe": by_stripe,
}
_RAW = {"message/rfc822": RAW}


@dataclass(frozen=True, slots=True)
class Request:
    """One request at one door. ``said``: what the bytes of its body say, where they are JSON or a form."""

    door: Operation
    places: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    said: Any = None

    def saying(self, said: Any, media: str = JSON) -> Self:  # noqa: ANN401 - JSON is anything
        """The same with this body, as JSON or as a form."""
        text = json.dumps(said) if media == JSON else urlencode(said, errors="surrogatepass")
        return replace(self, said=said, body=text.encode(), headers={**self.headers, "Content-Type": media})


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    media: str
    body: bytes


async def ask(request: Request, now: datetime = START) -> Answered:
    """What the door answers to whom it knows: a webhook is signed as by its provider, and Anna signs in."""
    door = indexed_functions()[request.door.id]
    signed = (
        _SIGNED[request.door.id](request.body, seconds=str(int(now.timestamp())))
        if request.door.auth is Auth.SIGNATURE
        else {}
    )
    person = {**READS, **ANNA.headers} if request.door.auth is Auth.SIGN_IN else {}
    response = await door.run(
        **{
            door.trigger["name"]: HttpRequest(
                request.door.method,
                f"http://127.0.0.1:7071{request.door.path}",
                headers={**signed, **person, **request.headers},
                params=dict(request.query),
                route_params=dict(request.places),
                body=request.body,
            )
        }
    )
    assert isinstance(response, HttpResponse)
    return Answered(response.status_code, dict(response.headers), response.mimetype, response.get_body())


def right_requests(places: Places) -> Iterator[Request]:
    """A request at every door that is right, or nearly so: what its description shows, of what is there."""
    for door in OPERATIONS:
        request = Request(door, _places(door, places))
        if door.raw:
            raw = _RAW.get(door.raw, b"bytes")
            yield replace(request, body=raw, headers=MAIL | {"Content-Type": door.raw})
        elif door.body:
            for media in {JSON, URLENCODED}.intersection(door.body.media):
                yield request.saying(_about(dict(door.body.example), places), media)
        else:
            yield request


def _places(door: Operation, places: Places) -> dict[str, str]:
    """What stands in the door's address: what is there on the desk, else what the description shows."""
    named = [each for each in door.parameters if each.place is Where.PATH]
    sort = door.path.removeprefix("/api/member/").partition("/")[0]
    return {each.name: places.get(sort if each.name == "link" else each.name, each.example) for each in named}


def _about(example: dict[str, Any], places: Places) -> dict[str, Any]:
    """The example with the tickets of the desk in it."""
    asked = [{"ticket": places["ticket"], "turn": "m1"}]
    there = {"tickets": [places["held"]], "into": places["held"], "questions": asked, "fixes": []}
    return {name: there.get(name, said) for name, said in example.items()}
