"""Which sites' pages may read an answer (CORS): those of the vendor that the settings name, and no others."""

from collections.abc import Sequence

from shared.web.http.response import Response

ORIGIN = "Origin"
_ALLOWED = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, Accept-Language",
    "Access-Control-Max-Age": "600",
}


def readable_by(response: Response, origin: str | None, allowed: Sequence[str]) -> Response:
    """The same answer, which a page of the ``origin`` may read where it is ``allowed``, and no other page."""
    vary = response.headers.get("Vary")
    headers = {**response.headers, "Vary": f"{vary}, {ORIGIN}" if vary else ORIGIN}
    if origin in allowed:
        headers["Access-Control-Allow-Origin"] = str(origin)
    return response._replace(headers=headers)


def preflight(origin: str | None, allowed: Sequence[str]) -> Response:
    """What a browser is told that asks whether a page may send what no plain form could."""
    told = _ALLOWED if origin in allowed else {}
    return readable_by(Response(204, {**told, "Cache-Control": "no-store"}, b""), origin, allowed)
