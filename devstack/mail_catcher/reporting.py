"""The routes that ask for delivery reports."""

from http import HTTPStatus

from aiohttp import web
from azure.core.exceptions import AzureError
from pydantic import BaseModel, ValidationError

from devstack.mail_catcher.mailbox import Mailbox
from devstack.mail_catcher.reports import Reports, Wish
from devstack.mail_catcher.sending import Now


class ReportRoutes:
    """``PUT /reports`` for all mail to an address from now on, ``POST /mails/{number}/reports`` for one."""

    def __init__(self, mailbox: Mailbox, reports: Reports, now: Now) -> None:
        """Report mails of this mailbox; ``now`` is the product's time."""
        self._mailbox = mailbox
        self._reports = reports
        self._now = now

    def routes(self) -> list[web.RouteDef]:
        """The routes."""
        return [
            web.get("/reports", self._list),
            web.put("/reports", self._wish),
            web.post(r"/mails/{number:\d{1,9}}/reports", self._report),
        ]

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response(self._reports.wished())

    async def _wish(self, request: web.Request) -> web.Response:
        """What is reported of mail to an address from now on."""
        wish = await self._read(request)
        self._reports.wish(wish)
        return web.json_response(self._reports.wished())

    async def _report(self, request: web.Request) -> web.Response:
        """Report this of one caught mail at once."""
        wish = await self._read(request)
        mail = self._mailbox.mail(int(request.match_info["number"]))
        if mail is None or wish.to.lower() not in mail.recipients():
            raise web.HTTPNotFound(text="There is no such mail to that address (any more).")
        try:
            await self._reports.report(mail, wish, await self._now())
        except AzureError as error:
            raise web.HTTPBadGateway(text=f"The queue does not answer: {type(error).__name__}.") from None
        return web.Response(status=HTTPStatus.ACCEPTED)

    async def _read(self, request: web.Request) -> Wish:
        """The wish. JSON only, so that no web page elsewhere can ask for it in passing."""
        if self._reports.queue is None:
            raise web.HTTPConflict(
                text="This catcher has no queue: start it with one, or run the whole stack."
            )
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="send application/json")
        return _valid(Wish, await request.read())


def _valid[Model: BaseModel](model: type[Model], body: bytes) -> Model:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise web.HTTPBadRequest(text=str(error)) from None
