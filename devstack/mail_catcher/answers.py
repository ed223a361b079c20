"""The shape of the service's answers."""

from http import HTTPStatus

from aiohttp import web


def accepted(request: web.Request, operation: str) -> web.Response:
    """202: the operation runs, and where to ask for it."""
    version = request.query.get("api-version", "")
    location = f"{request.url.origin()}/emails/operations/{operation}?api-version={version}"
    return web.json_response(
        {"id": operation, "status": "Running"},
        status=HTTPStatus.ACCEPTED,
        headers={"Operation-Location": location, "operation-id": operation, "retry-after": "1"},
    )


def succeeded(operation: str) -> web.Response:
    """200: what became of the operation."""
    return web.json_response({"id": operation, "status": "Succeeded", "error": None})


def error(status: int, code: str, message: str, *, retry_after: int | None = None) -> web.Response:
    """An error as the service words it."""
    headers = {"x-ms-error-code": code}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return web.json_response({"error": {"code": code, "message": message}}, status=status, headers=headers)


def denied(why: str) -> web.Response:
    """401. The service gives no reason; here it is told to whoever debugs, in a header of our own."""
    answer = error(HTTPStatus.UNAUTHORIZED, "Denied", "Denied by the resource provider.")
    answer.headers["x-catcher-reason"] = why
    return answer
