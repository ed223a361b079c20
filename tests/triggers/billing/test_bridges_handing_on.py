"""A bridge hands on only what its provider sent, signed as the desk wants it, and tells where that failed."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import ModuleType

import azure.functions as func
import pytest

from shared.web.billing.signatures import verify_standard
from tests.triggers.billing.bridging import SAMPLES, bridges
from tests.triggers.examples import STANDARD_SECRET

__all__ = ["bridges"]

type Bridges = Mapping[str, ModuleType]
SECRET = "acme:a secret of theirs"  # noqa: S105 - made up


class Listening(HTTPServer):
    """A desk that keeps what it gets, and answers with ``status``."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Kept)
        self.got: list[tuple[dict[str, str], bytes]] = []


class Kept(BaseHTTPRequestHandler):
    """Keeps one request."""

    server: Listening

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers.items()), body))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"data.status: what to send")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    with Listening() as server:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("DESK", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("BILLING_SECRET", STANDARD_SECRET)
        for provider in SIGNED:
            monkeypatch.setenv(f"{provider.upper()}_SECRET", SECRET)
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def paddles(body: bytes) -> dict[str, str]:
    digest = hmac.new(SECRET.encode(), b"1772352000:" + body, hashlib.sha256)
    return {"Paddle-Signature": f"ts=1772352000;h1={digest.hexdigest()}"}


def lemons(body: bytes) -> dict[str, str]:
    return {"X-Signature": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}


def chargebees(_: bytes) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()}


SIGNED = {"paddle": paddles, "lemon_squeezy": lemons, "chargebee": chargebees}


def received(bridges: Bridges, provider: str, body: bytes, headers: Mapping[str, str]) -> int:
    """What the bridge answers."""
    request = func.HttpRequest(
        "POST", f"/api/{provider}", headers=headers, route_params={"provider": provider}, body=body
    )
    answer: func.HttpResponse = bridges["receive"].receive.build().get_user_function()(request)
    return int(answer.status_code)


@pytest.mark.parametrize("provider", SIGNED)
def test_what_the_provider_signed_is_handed_on_signed_for_the_desk(
    bridges: Bridges, listening: Listening, provider: str
) -> None:
    body = (SAMPLES / f"{provider}.json").read_bytes()
    assert received(bridges, provider, body, SIGNED[provider](body)) == 200
    ((headers, event),) = listening.got
    signed_at = datetime.fromtimestamp(
        int({name.lower(): text for name, text in headers.items()}["webhook-timestamp"]), UTC
    )
    ((event_id, expected),) = bridges[provider].events(body)
    assert verify_standard(event, headers, [STANDARD_SECRET], signed_at) == event_id
    assert json.loads(event) == expected


@pytest.mark.parametrize("provider", SIGNED)
def test_what_the_provider_did_not_sign_is_refused_and_not_handed_on(
    bridges: Bridges, listening: Listening, provider: str
) -> None:
    body = (SAMPLES / f"{provider}.json").read_bytes()
    good = SIGNED[provider](body)
    forged = [
        {},
        dict.fromkeys(good, ""),
        dict.fromkeys(good, "ä"),
        {n: t[:-1] + "x" for n, t in good.items()},
    ]
    assert [received(bridges, provider, body, headers) for headers in forged] == [401] * 4
    assert received(bridges, "nobody", body, good) == 401
    assert listening.got == []


def test_a_body_changed_after_it_was_signed_is_refused(bridges: Bridges, listening: Listening) -> None:
    for provider in ("paddle", "lemon_squeezy"):
        body = (SAMPLES / f"{provider}.json").read_bytes()
        assert received(bridges, provider, body + b" ", SIGNED[provider](body)) == 401
    assert listening.got == []


def test_a_provider_without_a_secret_in_the_settings_is_refused(
    bridges: Bridges, listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEMON_SQUEEZY_SECRET", "")
    body = (SAMPLES / "lemon_squeezy.json").read_bytes()
    unsigned = {"X-Signature": hmac.new(b"", body, hashlib.sha256).hexdigest()}
    assert received(bridges, "lemon_squeezy", body, unsigned) == 401
    assert listening.got == []


def test_where_the_desk_refuses_the_provider_hears_of_an_error_and_sends_again(
    bridges: Bridges, listening: Listening
) -> None:
    listening.status = 400
    body = (SAMPLES / "lemon_squeezy.json").read_bytes()
    with pytest.raises(RuntimeError, match="what to send"):
        received(bridges, "lemon_squeezy", body, lemons(body))
