"""Each operation as a command that can be typed as it stands, once ``DESK`` and ``KEY`` are set."""

import json
import shlex
from collections.abc import Iterator

from shared.web.api.operation import JSON, PARTS, Auth, Operation, Where

_NOT_SHOWN = "Accept-Language"


def curl_examples(operation: Operation) -> tuple[str, ...]:
    """The command; where forms are read too, a second one that sends a form."""
    if operation.curl:
        return (operation.curl,)
    if operation.body is None:
        return (_command(operation),)
    sent = (f"-d {shlex.quote(json.dumps(operation.body.example, indent=2, ensure_ascii=False))}",)
    commands = [_command(operation, f"-H {shlex.quote(f'Content-Type: {JSON}')}", *sent)]
    if PARTS in operation.body.media:
        fields = (f"{name}={value}" for name, value in operation.body.example.items())
        commands.append(_command(operation, *(f"-F {shlex.quote(field)}" for field in fields)))
    return tuple(commands)


def _command(operation: Operation, *sent: str) -> str:
    method = () if operation.method == ("POST" if sent else "GET") else (f"-X {operation.method}",)
    start = " ".join(("curl", *method, f'"$DESK{_path(operation)}"'))
    return " \\\n  ".join((start, *_headers(operation), *sent))


def _path(operation: Operation) -> str:
    path = operation.path
    for each in operation.parameters:
        if each.place is Where.PATH:
            path = path.replace(f"{{{each.name}}}", each.example)
    return path


def _headers(operation: Operation) -> Iterator[str]:
    if operation.auth is Auth.FUNCTION_KEY:
        yield '-H "x-functions-key: $KEY"'
    for each in operation.parameters:
        if each.place is Where.HEADER and each.example and each.name != _NOT_SHOWN:
            yield f"-H {shlex.quote(f'{each.name}: {each.example}')}"
