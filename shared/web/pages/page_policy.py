"""What a page may do: be read, in its own style, and send its form home; and the one script that there is."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from shared.web.floods.form_proof import SCRIPT
from shared.web.http.response import Response

POLICY = "Content-Security-Policy"
_NO_FRAME = "frame-ancestors 'none'"
TEMPLATES = Path(__file__).parents[1]
"""Each page's template lies in its room, and is named by room and file."""


@cache
def content_security_policy(*more: str, scripted: bool = False, asks: bool = False) -> str:
    """The header's value: nothing but the page's style, no frame around it, and forms go home.

    ``more`` are the style sheets that this page has beside the one that all have. ``scripted``: it may run
    files of ours; no other page runs a script. ``asks``: these may ask us for what has come.
    """
    digest = b64encode(sha256(page_style(*more).encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; {"script-src 'self'; " if scripted else ''}"
        f"{"connect-src 'self'; " if asks else ''}"
        "img-src data:; form-action 'self'; "
        f"base-uri 'none'; {_NO_FRAME}"
    )


@cache
def page_style(*more: str) -> str:
    """The style that all pages have, and these sheets after it."""
    return "".join((TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in ("pages/style.css", *more))


def framed_by(response: Response, sites: Sequence[str]) -> Response:
    """The same page, which these sites may show in a frame, and no other; without any, none may."""
    policy = response.headers.get(POLICY)
    if policy is None or not sites:
        return response
    shown = policy.replace(_NO_FRAME, f"frame-ancestors {' '.join(sites)}")
    return response._replace(headers={**response.headers, POLICY: shown})


def script_answer(*scripts: Path, seconds: int = 3600) -> Response:
    """Scripts of ours as one, the form's where no other is named; so long a browser may keep it."""
    headers = {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": f"public, max-age={seconds}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(200, headers, b"".join(each.read_bytes() for each in scripts or (SCRIPT,)))
