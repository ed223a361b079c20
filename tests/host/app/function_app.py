"""An app that tells what it was given: what the local host is tested with."""

import asyncio
import json
from typing import Any

import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
seen: list[dict[str, Any]] = []
"""What the timer and queue functions were given, in order."""


def answer(value: object) -> func.HttpResponse:
    """The value as JSON."""
    return func.HttpResponse(json.dumps(value), mimetype="application/json")


@app.route("echo/{number:int}/{word?}", methods=["GET", "POST"], auth_level=func.AuthLevel.ANONYMOUS)
async def echo(req: func.HttpRequest) -> func.HttpResponse:
    """The request, as it came."""
    return answer(
        {
            "url": req.url,
            "headers": dict(req.headers),
            "query": dict(req.params),
            "route": dict(req.route_params),
            "body": req.get_body().decode(),
        }
    )


@app.route("echo/{rest}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def echo_rest(req: func.HttpRequest) -> func.HttpResponse:
    """A parameter where another route has one with a rule."""
    return answer(req.route_params["rest"])


@app.route("echo/literal", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
def echo_literal(req: func.HttpRequest) -> str:
    """A literal where others have parameters; not async, and a text."""
    return "literal"


@app.route("files/{*path}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def files(req: func.HttpRequest) -> func.HttpResponse:
    """Everything that is left of the path."""
    return answer(req.route_params.get("path", ""))


@app.route("shared", methods=["OPTIONS", "GET"], auth_level=func.AuthLevel.ANONYMOUS)
def shared(req: func.HttpRequest) -> func.HttpResponse:
    """Says itself which pages may read its answers."""
    return func.HttpResponse(headers={"Access-Control-Allow-Origin": "https://own.example.com"})


@app.route("locked", methods=["GET"])
async def locked(req: func.HttpRequest) -> func.HttpResponse:
    """Needs a function key."""
    return answer("open")


@app.route("vault", methods=["GET"], auth_level=func.AuthLevel.ADMIN)
async def vault(req: func.HttpRequest) -> func.HttpResponse:
    """Needs the master key."""
    return answer("open")


@app.route("broken", auth_level=func.AuthLevel.ANONYMOUS)
async def broken(req: func.HttpRequest) -> func.HttpResponse:
    """Always fails."""
    message = "as the test wants it"
    raise ValueError(message)


@app.route("endless", auth_level=func.AuthLevel.ANONYMOUS)
async def endless(req: func.HttpRequest) -> func.HttpResponse:
    """Never ends by itself."""
    await asyncio.Event().wait()
    return answer("never")


@app.route("cookies", auth_level=func.AuthLevel.ANONYMOUS)
async def cookies(req: func.HttpRequest) -> func.HttpResponse:
    """Two cookies, and a status that is not 200."""
    response = func.HttpResponse(status_code=303, headers={"Location": "/elsewhere"})
    response.headers.add("Set-Cookie", "one=1; Path=/; HttpOnly")
    response.headers.add("Set-Cookie", "two=2")
    return response


@app.route("seen", auth_level=func.AuthLevel.ANONYMOUS)
async def tell_seen(req: func.HttpRequest) -> func.HttpResponse:
    """What has run."""
    return answer(seen)


@app.timer_trigger("timer", "%SCHEDULE%")
async def hourly(timer: func.TimerRequest) -> None:
    """Leaves a trace."""
    status = timer.schedule_status  # type: ignore[attr-defined]  # what arrives has it
    seen.append({"timer": status, "past_due": timer.past_due})


@app.queue_trigger("message", "%QUEUE%", "DESK_STORAGE")
async def take(message: func.QueueMessage) -> None:
    """Leaves a trace; fails where the message says so."""
    said = message.get_body().decode()
    seen.append({"message": said, "try": message.dequeue_count, "id": message.id})
    if said.startswith("fail"):
        raise ValueError(said)
