"""Whatever is typed at any door: none of it stands in a key, a message, a log, a header or a refusal.

A bird sits in each field of each door in turn: its words or its address are sought afterwards.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from shared.domain.values.identity import address_key
from shared.ports.store import Table
from shared.web.api.openapi import PROBLEM_JSON
from shared.web.api.operation import JSON, Where
from tests.fakes.desk import SECRET, START, FakeDesk
from tests.hostile.busy_desk import busy
from tests.hostile.requests import Answered, Request, ask, right_requests

BIRD = "canary"
WORDS = f"{BIRD} sings"
ADDRESS = f"{BIRD}@{BIRD}.example.org"
HEADERS = ("Idempotency-Key", "Accept-Language", "If-Match", "User-Agent", "Desk-Member-Token", "Referer")
OF_MAILS = (
    "From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "Reply-To", "Received",
    "Auto-Submitted", "List-Id", "Return-Path", "Authentication-Results", "X-Bird",
)  # fmt: skip
KEPT_IN = {Table.TICKETS, Table.MEMBERS, Table.MAILS, Table.NEWS, Table.REGISTER}
"""Where birds must have come to, else nothing was tried."""


def birds(right: Request) -> Iterator[Request]:
    """The right request, and then with a bird in each of its places in turn."""
    yield right
    yield from (replace(right, places={**right.places, place: ADDRESS}) for place in right.places)
    asked = (each.name for each in right.door.parameters if each.place is Where.QUERY)
    yield from (replace(right, query={name: WORDS}) for name in asked)
    yield from (replace(right, headers={**right.headers, name: WORDS}) for name in HEADERS)
    yield from _in_bytes(right) if right.said is None else _in_fields(right)


def _in_fields(right: Request) -> Iterator[Request]:
    assert right.door.body
    media = right.headers["Content-Type"]
    for bird in (WORDS, ADDRESS):
        others = ({**right.said, name: bird} for name in right.door.body.model.model_fields)
        for said in (*_with_bird(right.said, bird), *others):
            if media == JSON or all(isinstance(each, str) for each in said.values()):
                yield right.saying(said, media)


def _with_bird(said: Any, bird: str) -> Iterator[Any]:  # noqa: ANN401 - JSON is anything
    """What is said, with the bird in the place of each text in turn, and as a further field."""
    match said:
        case str():
            yield bird
        case dict():
            yield {**said, BIRD: bird}
            for name, value in said.items():
                yield from ({**said, name: each} for each in _with_bird(value, bird))
        case list():
            for place, value in enumerate(said):
                yield from ([*said[:place], each, *said[place + 1 :]] for each in _with_bird(value, bird))


def _in_bytes(right: Request) -> Iterator[Request]:
    """With a bird as each header of the mail, as its text and as all of it."""
    for number, name in enumerate(OF_MAILS):
        once = f"{name}: {WORDS} <{ADDRESS}>\r\nX-Number: {number}\r\n".encode()
        kept = re.sub(rf"(?im)^{name}:.*\r\n".encode(), b"", right.body)
        yield replace(right, body=once + kept.replace(b"<first", f"<{BIRD}{number}".encode()))
    yield replace(right, body=right.body + f"{WORDS} {ADDRESS}".encode())
    yield replace(right, body=WORDS.encode())


def told(answered: Answered) -> Iterator[str]:
    """Where a bird sits in an answer. A form that comes back has what was typed, for whoever typed it.

    A refusal names the field that it is about, also one that there is not.
    """
    yield from (f"{name}: {text}" for name, text in answered.headers.items() if BIRD in text.lower())
    if answered.status >= 400 and answered.media == PROBLEM_JSON:
        said = json.loads(answered.body)
        named = said.pop("errors", [])
        said["errors"] = [{**each, "field": ""} for each in named]
        if BIRD in json.dumps(said).lower():
            yield json.dumps(said)


def stored(fake: FakeDesk) -> Iterator[str]:
    """Where a bird sits in what storage shows without being opened, or in the audit list."""
    for (table, partition), rows in fake.store.partitions().items():
        yield from (f"{table} {partition} {key}" for key, _ in rows if BIRD in f"{partition} {key}".lower())
        yield from (text for _, text in rows if table is Table.AUDIT and BIRD in text.lower())
    yield from (key for key in fake.files.kept if BIRD in key.lower())


@pytest.mark.thorough
async def test_no_bird_sits_in_a_key_a_message_a_log_a_header_or_a_refusal(
    fake: FakeDesk, caplog: pytest.LogCaptureFixture
) -> None:
    places = await busy(fake)
    found: list[str] = []
    taken: set[str] = set()
    caplog.set_level(logging.DEBUG)
    for right in right_requests(places):
        for request in birds(right):
            answered = await ask(request)
            taken |= {right.door.id} if answered.status < 400 else set()
            found += [f"{right.door.id}, {each}, of {request.body[:300]!r}" for each in told(answered)]
            found += [f"queue: {each}" for each in fake.queue.told if BIRD in each]
            await fake.rest()
    found += [message for message in caplog.messages if BIRD in message.lower()]
    assert [*found, *stored(fake)] == []
    rows = fake.store.everything().items()
    assert {table for (table, _, _), text in rows if BIRD in text} >= KEPT_IN
    audited = [text for _, text in fake.store.partitions()[Table.AUDIT, f"{START:%Y%m%d}"]]
    assert any(address_key(SECRET, ADDRESS) in text for text in audited)
    assert sum(mail.to.address == ADDRESS for mail in fake.mailer.delivered) > 0
    assert len(taken) > 60, sorted(taken)
