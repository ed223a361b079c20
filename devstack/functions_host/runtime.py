"""The only place that touches ``azure-functions-runtime``.

What is used of it is private: the version is pinned, and ``tests/architecture/test_runtime_seam.py`` fails
when it moves. The library expects protobuf classes from its host; a stub that keeps attributes is enough.
"""

import json
import os
import sys
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from azure_functions_runtime import handle_event
from azure_functions_runtime.bindings.datumdef import Datum
from azure_functions_runtime.bindings.meta import load_binding_registry
from azure_functions_runtime.native_invocation import invocation_request_native
from azure_functions_runtime.utils.threadpool import start_threadpool_executor

__all__ = ["AppBroken", "Datum", "HttpInput", "HttpOutput", "Indexed", "Outcome", "data", "http_output"]
__all__ += ["index_app", "invoke", "text"]


class AppBroken(Exception):
    """The app cannot be indexed. The text is one sentence for the person at the keyboard."""


class _BindingInfo(SimpleNamespace):
    """Stands in for the protobuf class, with its enumerations of data types and directions."""

    undefined, string, binary, stream = 0, 1, 2, 3
    out, inout = 1, 2


_PROTOS = SimpleNamespace(
    RpcFunctionMetadata=SimpleNamespace, RpcRetryOptions=SimpleNamespace, BindingInfo=_BindingInfo
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A function as the library found it: the bindings are the parsed JSON of its decorators."""

    name: str
    id: str
    bindings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an invocation: the value it returned, or the traceback of what it raised."""

    value: Datum | None
    failure: str = ""


def index_app(folder: Path) -> Sequence[Indexed]:
    """All functions of the app in this folder, which becomes the working folder as it is on Azure.

    Raises:
        AppBroken: ``function_app.py`` is missing, does not import, or a binding is not allowed.
    """
    sys.path.insert(0, str(folder))
    os.chdir(folder)
    handle_event.protos = _PROTOS
    load_binding_registry()
    start_threadpool_executor()
    try:
        handle_event.load_function_metadata(str(folder), caller_info="local host")
    except Exception as error:
        message = f"The functions in {folder} cannot be loaded: {type(error).__name__}: {error}"
        raise AppBroken(message) from error
    return [_indexed(found) for found in handle_event._metadata_result or ()]  # noqa: SLF001 - there is no public way


def _indexed(found: SimpleNamespace) -> Indexed:
    bindings = tuple(json.loads(text) for text in found.raw_bindings)
    return Indexed(name=found.name, id=found.function_id, bindings=bindings)


async def invoke(function_id: str, name: str, value: Datum, metadata: Mapping[str, Datum]) -> Outcome:
    """Run a function once: ``name`` is its trigger's parameter, ``value`` what triggered it."""
    succeeded, returned, _outputs, error, trace = await invocation_request_native(
        str(uuid.uuid4()), function_id, [(name, value)], dict(metadata)
    )
    return Outcome(returned) if succeeded else Outcome(None, trace or error or "no reason given")


def text(value: str) -> Datum:
    """A text as the library takes it."""
    return Datum(value, "string")


def data(value: object) -> Datum:
    """JSON as the library takes it."""
    return Datum(json.dumps(value), "json")


@dataclass(frozen=True, slots=True)
class HttpInput:
    """An HTTP request as a function gets to see it."""

    method: str
    url: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    params: Mapping[str, str]
    body: bytes

    def datum(self) -> Datum:
        """The request as the library takes it."""
        parts: dict[str, Any] = {
            "method": text(self.method),
            "url": text(self.url),
            "headers": {name: text(value) for name, value in self.headers.items()},
            "query": {name: text(value) for name, value in self.query.items()},
            "params": {name: text(value) for name, value in self.params.items()},
            "body": Datum(self.body, "bytes"),
        }
        return Datum(parts, "http")


@dataclass(frozen=True, slots=True)
class HttpOutput:
    """An HTTP answer as a function gave it. ``cookies`` are whole ``Set-Cookie`` values."""

    status: int
    headers: Sequence[tuple[str, str]]
    cookies: Sequence[str]
    body: bytes


def http_output(value: Datum | None) -> HttpOutput:
    """The answer in what an HTTP function returned: a response, a text, or nothing (204)."""
    if value is None:
        return HttpOutput(204, (), (), b"")
    if value.type != "http":
        return HttpOutput(
            200, (("content-type", "text/plain; charset=utf-8"),), (), str(value.value).encode()
        )
    parts = value.value
    morsels = (morsel for jar in parts["cookies"] or () for morsel in jar.values())
    return HttpOutput(
        status=int(parts["status_code"].value),
        headers=tuple((name, each.value) for name, each in parts["headers"].items()),
        cookies=tuple(morsel.OutputString() for morsel in morsels),
        body=parts["body"].value,
    )
