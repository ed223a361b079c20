"""The description of all this, for programs and for people. It needs no setting and no service."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.web.api.operation import JSON, Auth, DeclaredAnswer, Operation, page
from shared.web.http.response import Response

with imported_when_used():
    from shared.web.api import docs_page
    from shared.web.api import openapi as document

blueprint = Doors("The desk itself")


def origin_of(url: str) -> str:
    """The host that was asked, with how: what stands before the path."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


_described: list[Operation] = []


def describe(opened: Iterable[Doors]) -> None:
    """What the description is of: all doors that the app opens, in this order."""
    _described[:] = (operation for each in opened for operation in each.operations)


def described() -> tuple[Operation, ...]:
    """Every HTTP function of the app."""
    return tuple(_described)


@blueprint.view(
    "GET api/openapi.json",
    (DeclaredAnswer(200, "The document.", media=JSON),),
    may_fail=(Exception,),
    auth=Auth.ANONYMOUS,
)
async def openapi(asked: Asked) -> Response:
    """This description, for programs.

    OpenAPI 3.1, made from the models that read and write the bodies.
    """
    return document.openapi_response(described())


@blueprint.view("GET api/docs", (page(200, "The page."),), may_fail=(Exception,), auth=Auth.ANONYMOUS)
async def docs(asked: Asked) -> Response:
    """This description, for people.

    The page that every problem's `type` points to.
    """
    return docs_page.docs_page(described(), origin_of(asked.request.url))
