"""Where hostile requests come from: strings in each place, the served description, and bytes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from shared.web.api.operation import JSON, URLENCODED, Operation
from tests.examples.described_api import DOCUMENT, OPERATIONS
from tests.hostile.requests import Request
from tests.triggers.calling import BROWSER

HEADERS = (
    "Idempotency-Key", "Accept-Language", "Accept", "If-Match", "Desk-Member-Token", "X-Forwarded-For",
    "Content-Type", "webhook-id", "Stripe-Signature", "User-Agent",
)  # fmt: skip
_AT_THE_OPEN_DOOR = 0.2
"""So often at the door where nobody may learn who is a member."""
_TYPES = (JSON, URLENCODED, "multipart/form-data; boundary=b", "message/rfc822", "text/plain", "", "\x00/*")
_QUIET = settings(
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_HEADER_NAMES = (
    "From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To", "Received",
    "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Auto-Submitted", "List-Id", "Precedence",
    "Authentication-Results", "Return-Path", "X-Failed-Recipients", "Content-Disposition", "Sender",
)  # fmt: skip


def typed(random: Random, rights: Sequence[Request], strings: Sequence[str]) -> Iterator[Request]:
    """Without end: a right request with one of these strings in one of its places."""
    open_door = [each for each in rights if each.door.id == "intake"]
    while True:
        right = random.choice(open_door if random.random() < _AT_THE_OPEN_DOOR else rights)
        text = random.choice(strings)
        if random.random() < 0.3:
            right = replace(right, headers={**right.headers, **BROWSER})
        ways = [_in_query, _in_header] + [_in_place] * bool(right.places) + [_in_said] * 4 * bool(right.said)
        yield random.choice(ways)(random, right, text)


def _in_place(random: Random, right: Request, text: str) -> Request:
    return replace(right, places={**right.places, random.choice(list(right.places)): text})


def _in_query(random: Random, right: Request, text: str) -> Request:
    names = [each.name for each in right.door.parameters if each.place == "query"] or ["language"]
    return replace(right, query={**right.query, random.choice(names): text})


def _in_header(random: Random, right: Request, text: str) -> Request:
    return replace(right, headers={**right.headers, random.choice(HEADERS): text})


def _in_said(random: Random, right: Request, text: str) -> Request:
    """In a field, as the name of one, in the place of what is nested, or as another sort of value."""
    media = right.headers["Content-Type"]
    values: list[Any] = (
        [text] * 6 if media == URLENCODED else [text] * 6 + [[text], {text: text}, None, 10**30]
    )
    field = random.choice([*right.said, *(right.door.body.model.model_fields if right.door.body else ())])
    said = right.said.get(field)
    if isinstance(said, list) and said and random.random() < 0.5:
        return right.saying({**right.said, field: [_nested(random, said[0], text), *said[1:]]}, media)
    if isinstance(said, dict) and random.random() < 0.5:
        return right.saying({**right.said, field: _nested(random, said, text)}, media)
    return right.saying({**right.said, field: random.choice(values)}, media)


def _nested(random: Random, said: Any, text: str) -> Any:  # noqa: ANN401 - JSON is anything
    return {**said, random.choice(list(said)): text} if isinstance(said, dict) and said else text


def described(number: int, rights: Sequence[Request], wanted: int) -> list[Request]:
    """About so many requests that the served description allows or just does not, at every door alike.

    Every second one at a place that there is: what is made up is hardly ever there.
    """
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(DOCUMENT)))
    found: list[Request] = []
    doors = {(each.method, each.path): each for each in OPERATIONS}
    operations = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    a_door = max(1, wanted // (2 * len(operations)))
    there = {each.door.id: each for each in rights}
    some = min(len(operations), max(1, wanted // 2))
    for operation in Random(number).sample(operations, some):  # noqa: S311 - the same with each number
        door = doors[operation.method.upper(), operation.path]
        for mode in () if door.raw else GenerationMode:  # of raw bytes the description says nothing
            cases = operation.as_strategy(generation_mode=mode).map(partial(_request, door))
            found += _drawn(number, cases, a_door)
    return [
        replace(each, places=there[each.door.id].places) if at % 2 else each for at, each in enumerate(found)
    ]


def _request(door: Operation, case: Any) -> Request:  # noqa: ANN401 - the library's cases have no types
    headers = {name: str(text) for name, text in (case.headers or {}).items()}
    query = {str(name): str(text) for name, text in (case.query or {}).items()}
    places = {name: str(text) for name, text in (case.path_parameters or {}).items()}
    request = Request(door, places, query, headers)
    if isinstance(case.body, bytes):
        return replace(request, body=case.body, headers={**headers, "Content-Type": case.media_type or JSON})
    if not case.media_type:
        return request
    if case.media_type == URLENCODED and isinstance(case.body, dict):
        return request.saying({str(name): str(text) for name, text in case.body.items()}, URLENCODED)
    return request.saying(case.body if isinstance(case.body, str | dict | list) else None)


def raw(number: int, rights: Sequence[Request], wanted: int) -> list[Request]:
    """So many requests of bytes of any sort, and mails of any form."""
    door = st.sampled_from(rights)
    headers = st.fixed_dictionaries({"Content-Type": st.sampled_from(_TYPES)})
    anything = st.builds(
        lambda right, kept, body: replace(right, headers={**right.headers, **kept}, body=body),
        *(door, headers, st.binary(max_size=300) | _mangled(rights)),
    )
    mails = [each for each in rights if each.door.raw == "message/rfc822"]
    mail = st.builds(lambda right, body: replace(right, body=body), st.sampled_from(mails), _mails())
    return [*_drawn(number, anything, wanted // 2), *_drawn(number, mail, wanted - wanted // 2)]


def _mangled(rights: Sequence[Request]) -> st.SearchStrategy[bytes]:
    """A right body, cut and with other bytes in it."""
    bodies = st.sampled_from([each.body for each in rights if each.body])
    place = st.integers(0, 300)
    return st.builds(
        lambda body, at, other: body[:at] + other + body[at + 1 :], bodies, place, st.binary(max_size=3)
    )


def _mails() -> st.SearchStrategy[bytes]:
    """Headers of any content in any order, and parts of any form."""
    word = st.sampled_from(
        ["eva@acme.example.org", "<a@b>", "multipart/mixed; boundary=b", "text/html", "=?utf-8?b?/w==?="]
    )
    value = st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(
        max_size=40
    )
    value |= word.map(str.encode)
    header = st.builds(lambda name, said: name.encode() + b": " + said, st.sampled_from(_HEADER_NAMES), value)
    part = st.binary(max_size=80) | header
    head = st.lists(header, max_size=9).map(b"\r\n".join)
    body = st.lists(part, max_size=5).map(b"\r\n--b\r\n".join)
    return st.builds(lambda top, rest: top + b"\r\n\r\n--b\r\n" + rest + b"\r\n--b--", head, body)


def _drawn[Thing](number: int, strategy: st.SearchStrategy[Thing], wanted: int) -> list[Thing]:
    """At most so many things, the same with each number."""
    drawn: list[Thing] = []

    @seed(number)
    @settings(_QUIET, max_examples=wanted)
    @given(strategy)
    def draw(thing: Thing) -> None:
        drawn.append(thing)

    with suppress(Unsatisfiable):  # nothing at this door can be asked otherwise than is described
        draw()
    return drawn[:wanted]
