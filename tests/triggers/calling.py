"""Calls a function as the host would, and holds its answer to what the API's description says of it.

Every page that any of these tests renders is held to the policy that it is sent with, too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from azure.functions import HttpRequest, HttpResponse
from jsonschema import Draft202012Validator

from shared.web.api.openapi import PROBLEM_JSON
from tests.examples.allowed_pages import refused_by_policy
from tests.examples.described_api import DOCUMENT
from tests.examples.indexed_functions import Indexed, http_functions

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    media: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def problem(self) -> str:
        """The kind of problem: the last part of its type."""
        assert self.media == PROBLEM_JSON, self.media
        return str(self.json["type"]).rpartition("#problem-")[2]


async def call(
    method: str, address: str, body: bytes | object = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """Send this request to the function that answers it; a body that is not bytes is sent as JSON."""
    function, route = _found(method, urlsplit(address).path)
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = HttpRequest(
        method,
        f"http://127.0.0.1:7071{address}",
        headers={**({} if isinstance(body, bytes) else JSON), **(headers or {})},
        params=dict(parse_qsl(urlsplit(address).query)),
        route_params=route,
        body=sent,
    )
    response = await function.run(**{function.trigger["name"]: request})
    assert isinstance(response, HttpResponse)
    return _as_described(function, method, response)


async def submit(fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
    """Send the form as a browser does."""
    return await call(
        "POST", "/api/intake", urlencode(fields).encode(), {**FORM, **BROWSER, **(headers or {})}
    )


def parts(fields: Mapping[str, str], files: Mapping[str, bytes]) -> tuple[bytes, dict[str, str]]:
    """A multipart form with these fields and files, and the header that goes with it."""
    texts = [f'name="{name}"\r\n\r\n{text}'.encode() for name, text in fields.items()]
    uploads = [
        f'name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + content
        for name, content in files.items()
    ]
    whole = b"".join(b"--b\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in texts + uploads)
    return whole + b"--b--\r\n", {"Content-Type": "multipart/form-data; boundary=b"}


def _found(method: str, path: str) -> tuple[Indexed, dict[str, str]]:
    """The function whose route this is, and what stands in the route's places."""
    for function in http_functions():
        route = function.path.split("/")
        steps = path.split("/")
        if method in function.methods and len(route) == len(steps):
            pairs = list(zip(route, steps, strict=True))
            if all(expected == step or expected.startswith("{") for expected, step in pairs):
                return function, {name[1:-1]: step for name, step in pairs if name.startswith("{")}
    raise AssertionError(f"no function answers {method} {path}")  # noqa: EM102, TRY003 - the message of a test


def _as_described(function: Indexed, method: str, response: HttpResponse) -> Answer:
    """The answer, once it is one of those that the description names: status, type, schema, kind."""
    media = response.mimetype
    assert ";" not in media, "the host adds the charset itself"
    assert "Content-Type" not in response.headers
    answer = Answer(response.status_code, dict(response.headers), response.get_body(), media)
    operation = DOCUMENT["paths"][function.path][method.lower()]
    described = operation["responses"][str(answer.status)]
    if not answer.body:
        assert not described.get("content")
        return answer
    content = described["content"][media]
    if media == "text/html":
        assert refused_by_policy(answer.text) == []
    if media.endswith("json"):
        schema = {**content["schema"], "components": DOCUMENT["components"]}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(answer.json)] == []
    if media == PROBLEM_JSON:
        assert answer.problem in content["examples"]
    return answer
