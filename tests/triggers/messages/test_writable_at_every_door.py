"""Whatever door words come in by, only characters are stored that can be written and turn no line around."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import urlencode

import pytest

from shared.domain.values.intake import writable
from tests.fakes.desk import START, FakeDesk
from tests.triggers.answers.supporter_acts import ACTS, address_of, method_of
from tests.triggers.billing.hostile_webhooks import by_standard
from tests.triggers.calling import FORM, JSON, call, parts
from tests.triggers.examples import ACME, REQUEST
from tests.triggers.members.test_billing import STANDARD, stated
from tests.triggers.tickets import opened

BAD = "a\x00b\x07c\x1b[2Jd\u202egpj.exe\u202c\u2066e\u2069\u2028f\x85g\x0bh\r\ni"
HALF = "\ud800"
WORDS = ("text", "reason", "message", "subject", "name", "product", "place", "words")
"""Fields in which people write what they like."""


def texts(value: object) -> Iterator[str]:
    """Every text in what JSON says."""
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(each)


def unwritable(fake: FakeDesk) -> list[str]:
    """What is stored that cannot be written; a mail's end of line is none."""
    rows = [text for text in fake.store.everything().values() if text.startswith("{")]
    said = [text for row in rows for text in texts(json.loads(row))]
    return [text for text in said if writable(text) != text.strip()]


def spoilt(body: object) -> object:
    """The body, with every such field full of them."""
    if isinstance(body, dict):
        return {
            name: f"{value} {BAD}{HALF}" if name in WORDS and isinstance(value, str) else spoilt(value)
            for name, value in body.items()
        }
    return [spoilt(each) for each in body] if isinstance(body, list) else body


async def test_by_json(fake: FakeDesk) -> None:
    assert (await call("POST", "/api/intake", spoilt(REQUEST | {"subject": "x", "name": "y"}))).status == 202
    await fake.rest()
    assert unwritable(fake) == []
    assert "gpj" in str(fake.store.everything().values())


async def test_by_the_form_and_its_files(fake: FakeDesk) -> None:
    fields = {name: f"{text}{BAD}" if name in WORDS else text for name, text in REQUEST.items()}
    assert (await call("POST", "/api/intake", urlencode(fields).encode(), FORM)).status == 202
    body, headers = parts(REQUEST | {"subject": f"with a file {BAD}"}, {"note\u202e\u2066gpj.txt": b"words"})
    assert (await call("POST", "/api/intake", body, headers)).status == 202
    await fake.rest()
    assert unwritable(fake) == []


async def test_by_mail(fake: FakeDesk) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = (
        "Eva <eva@acme.example.org>",
        "support@example.com",
        "<1@x.example>",
    )
    mail["Subject"] = "Error: a\x07b\x1b[2Jd\u202egpj.exe\u202c\u2066e\u2069"
    mail.set_content(f"It stops {BAD}")
    raw = {"Content-Type": "message/rfc822"}
    assert (await call("POST", "/api/intake/mail", mail.as_bytes(), raw)).status == 202
    await fake.rest()
    assert unwritable(fake) == []


@pytest.mark.parametrize("act", [act for act, body in ACTS.items() if set(WORDS) & body.keys()])
async def test_by_what_supporters_do(fake: FakeDesk, act: str) -> None:
    address = await opened(fake)
    answer = await call(method_of(act), address_of(address, act), spoilt(dict(ACTS[act])))
    assert answer.status < 500
    await fake.rest()
    assert unwritable(fake) == []


async def test_by_a_member(fake: FakeDesk) -> None:
    body = json.loads(ACME.model_dump_json(exclude={"customers", "subscriptions"})) | {"id": "other"}
    answer = await call("PUT", "/api/members/other", spoilt(body))
    assert answer.status in {201, 422}
    body = body | {"name": f"Other {BAD}", "customers": [{"provider": "stripe", "id": f"cus_9{BAD}"}]}
    body["seats"] = [{"product": "planner", "address": "rut@other.example.org", "name": BAD}]
    assert (await call("PUT", "/api/members/other", body)).status == 201
    await fake.rest()
    assert unwritable(fake) == []


async def test_by_a_billing_event_which_is_refused(fake: FakeDesk) -> None:
    before = fake.store.everything()
    for name in ("customer", "product", "subscription", "status"):
        for bad in ("\x00", "\u202e", "\u2028", "\x85"):
            body = stated(**{name: f"x{bad}y"})
            answer = await call(
                "POST", STANDARD, body, JSON | by_standard(body, seconds=str(int(START.timestamp())))
            )
            assert answer.status == 400
    assert fake.store.everything() == before


async def test_by_news(fake: FakeDesk) -> None:
    said = {"sv": f"x{BAD}", "en": f"y{BAD}"}
    body = {"author": "anna", "kind": "news", "title": said, "text": said, "products": ["planner"]}
    assert (await call("POST", "/api/news", body)).status < 500
    await fake.rest()
    assert unwritable(fake) == []
