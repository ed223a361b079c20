"""The HTTP port: from a request to a function and back, by the rules of the real host."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from devstack.functions_host.functions import HttpFunction, KeyLevel
from devstack.functions_host.invocations import Invocations
from devstack.functions_host.keys import Keys
from devstack.functions_host.routes import Routes
from devstack.functions_host.runtime import HttpInput, HttpOutput, http_output
from devstack.sign_in.front import SignIn

MOST_BODY_BYTES = 100 * 1024 * 1024
ADMIN = "/admin/functions/"


class HttpFront:
    """Answers every request to the host."""

    def __init__(
        self,
        routes: Routes,
        keys: Keys,
        invocations: Invocations,
        start_function: Callable[[str, str], bool],
        sign_in: SignIn,
    ) -> None:
        """``start_function(name, input)`` starts a function that no request triggers; False: no such one.

        ``sign_in`` is what stands before the host.
        """
        self._routes = routes
        self._keys = keys
        self._invocations = invocations
        self._start_function = start_function
        self._sign_in = sign_in

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to one request. Where a function takes OPTIONS, it says itself who may read it."""
        own = self._routes.find("OPTIONS", request.rel_url.raw_path) is not None
        preflight = None if own else _preflight(request)
        response = await self._sign_in.answer(request) or preflight or await self._answer(request)
        if "Origin" in request.headers and not own:
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        if request.path.lower().startswith(ADMIN):
            return await self._administer(request)
        found = self._routes.find(request.method, request.rel_url.raw_path)
        if found is None:
            return _empty(HTTPStatus.NOT_FOUND)
        function, params = found
        if not self._keys.open(function.level, request.headers, request.query):
            return _empty(HTTPStatus.UNAUTHORIZED)
        if (request.content_length or 0) > MOST_BODY_BYTES:
            return _empty(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return await self._run(function, await self._http_input(request, params))

    async def _run(self, function: HttpFunction, given: HttpInput) -> web.Response:
        outcome = await self._invocations.run(function, given.datum())
        if outcome.failure:
            return _empty(HTTPStatus.INTERNAL_SERVER_ERROR)
        return _response(http_output(outcome.value))

    async def _http_input(self, request: web.BaseRequest, params: Mapping[str, str]) -> HttpInput:
        """As a function gets it: lower-case headers, equal ones joined, empty query keys dropped."""
        sent = {name.lower(): ",".join(request.headers.getall(name)) for name in request.headers}
        return HttpInput(
            method=request.method,
            url=str(request.url),
            headers=self._sign_in.told(sent, request.cookies),
            query={
                name: ",".join(request.query.getall(name)) for name in request.query if request.query[name]
            },
            params=params,
            body=await _body(request),
        )

    async def _administer(self, request: web.BaseRequest) -> web.Response:
        """``POST /admin/functions/<name>``: start a timer or queue function now; the answer does not wait."""
        if not self._keys.open(KeyLevel.ADMIN, request.headers, request.query):
            return _empty(HTTPStatus.UNAUTHORIZED)
        if request.method != "POST":
            return _empty(HTTPStatus.NOT_FOUND)
        name = request.path[len(ADMIN) :]
        started = self._start_function(name, (await _body(request)).decode(errors="replace"))
        return _empty(HTTPStatus.ACCEPTED if started else HTTPStatus.NOT_FOUND)


def _preflight(request: web.BaseRequest) -> web.Response | None:
    """The host's answer to a CORS preflight; no function hears of it. None where it is not one."""
    asked = request.headers.get("Access-Control-Request-Method")
    if request.method != "OPTIONS" or not asked or "Origin" not in request.headers:
        return None
    allowed = {"Access-Control-Allow-Methods": asked}
    if wanted := request.headers.get("Access-Control-Request-Headers"):
        allowed["Access-Control-Allow-Headers"] = wanted
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=allowed)


async def _body(request: web.BaseRequest) -> bytes:
    """The body where its length is given; the real host drops one that comes in chunks."""
    if not request.content_length:
        return b""
    if request.headers.get("Expect", "").lower() == "100-continue":
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0
    return await request.content.read()


def _response(output: HttpOutput) -> web.Response:
    """The function's answer; of headers that differ in case only, the first counts."""
    response = web.Response(status=output.status, body=output.body)
    response.headers.popall("Content-Type", None)
    for name, value in output.headers:
        response.headers.setdefault(name, value)
    for cookie in output.cookies:
        response.headers.add("Set-Cookie", cookie)
    return response


def _empty(status: HTTPStatus) -> web.Response:
    return web.Response(status=status)
