"""The pages and the JSON view of what was caught, and the failures on request."""

from email.utils import format_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter, ValidationError

from devstack.mail_catcher.faults import Order, Script
from devstack.mail_catcher.mail_file import mail_file
from devstack.mail_catcher.mailbox import Mailbox
from devstack.mail_catcher.message import CaughtMail, NamedAddress

PAGES = Path(__file__).parent / "pages"
MOST_LISTED = 200
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MAIL_POLICY = (
    # What a mail client would let through: styles, no scripts, nothing fetched from elsewhere. Links open in
    # a tab of their own.
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)
_MAILS = TypeAdapter(list[CaughtMail])
_CONTENTS: Any = {"__all__": {"attachments": {"__all__": {"content"}}}}


class MailViews:
    """What people and tests see."""

    def __init__(self, mailbox: Mailbox, script: Script, *, zone: ZoneInfo) -> None:
        """Show this mailbox; instants on the pages are shown in this zone."""
        self._mailbox = mailbox
        self._script = script
        self._zone = zone
        self._pages = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.filters |= {"local": self._local, "people": _people}

    def routes(self) -> list[web.RouteDef]:
        """Pages, JSON, failures."""
        return [
            web.get("/", self._list),
            web.get(r"/mails/{number:\d{1,9}}", self._mail),
            web.get(r"/mails/{number:\d{1,9}}/html", self._html),
            web.get(r"/mails/{number:\d{1,9}}/attachments/{place:\d{1,3}}", self._attachment),
            web.get(r"/pages/{name:[a-z]+\.(css|js)}", _asset),
            web.get(r"/api/mails/{number:\d{1,9}}.eml", self._file),
            web.get("/api/mails", self._json),
            web.delete("/api/mails", self._forget),
            web.post("/faults", self._order_faults),
            web.delete("/faults", self._clear_faults),
        ]

    async def _list(self, _request: web.Request) -> web.Response:
        """The newest mails first."""
        mails = self._mailbox.mails()
        return self._page("list.html", mails=mails[: -MOST_LISTED - 1 : -1], count=len(mails))

    async def _mail(self, request: web.Request) -> web.Response:
        """One mail with everything that is known of it."""
        mail = self._wanted(request)
        neighbours = {step: self._mailbox.mail(mail.number + step) for step in (-1, 1)}
        return self._page("mail.html", mail=mail, headers=_all_headers(mail), neighbours=neighbours)

    async def _html(self, request: web.Request) -> web.Response:
        """The HTML part alone, for the frame; the sandbox holds also when it is opened by itself."""
        html = self._wanted(request).html + '<base target="_blank">'  # at the end: before it, quirks mode
        return web.Response(
            text=html, content_type="text/html", headers={"Content-Security-Policy": _MAIL_POLICY}
        )

    async def _attachment(self, request: web.Request) -> web.Response:
        """A file that came with a mail, counted from 1; never shown in place, whatever it says it is."""
        files = self._wanted(request).attachments
        place = int(request.match_info["place"])
        if not 1 <= place <= len(files):
            raise web.HTTPNotFound(text="The mail has no such attachment.")
        file = files[place - 1]
        headers = {
            "Content-Type": file.content_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.content, headers=headers)

    async def _file(self, request: web.Request) -> web.Response:
        """The mail as a file for a mail program."""
        mail = self._wanted(request)
        headers = {
            "Content-Type": "message/rfc822",
            "Content-Disposition": f'attachment; filename="mail-{mail.number}.eml"',
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=mail_file(mail), headers=headers)

    async def _json(self, request: web.Request) -> web.Response:
        """Mails after a number and to an address, oldest first."""
        since = request.query.get("since", "0")
        if not since.isdecimal():
            return web.json_response({"error": "since must be a number"}, status=HTTPStatus.BAD_REQUEST)
        mails = self._mailbox.mails(since=int(since), to=request.query.get("to", ""))
        return web.Response(
            body=_MAILS.dump_json(list(mails), exclude=_CONTENTS), content_type="application/json"
        )

    async def _forget(self, _request: web.Request) -> web.Response:
        self._mailbox.forget()
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def _order_faults(self, request: web.Request) -> web.Response:
        """Let the next sends fail. JSON only, so that no web page elsewhere can do it in passing."""
        if request.content_type != "application/json":
            return web.json_response(
                {"error": "send application/json"}, status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE
            )
        try:
            self._script.add(Order.model_validate_json(await request.read()))
        except ValidationError as error:
            return web.json_response({"error": str(error)}, status=HTTPStatus.BAD_REQUEST)
        return web.json_response({"coming": len(self._script)})

    async def _clear_faults(self, _request: web.Request) -> web.Response:
        self._script.clear()
        return web.Response(status=HTTPStatus.NO_CONTENT)

    def _wanted(self, request: web.Request) -> CaughtMail:
        mail = self._mailbox.mail(int(request.match_info["number"]))
        if mail is None:
            raise web.HTTPNotFound(text="There is no such mail (any more).")
        return mail

    def _page(self, name: str, **facts: object) -> web.Response:
        return web.Response(
            text=self._pages.get_template(name).render(facts),
            content_type="text/html",
            headers={"Content-Security-Policy": _PAGE_POLICY, "Cache-Control": "no-store"},
        )

    def _local(self, mail: CaughtMail) -> str:
        return f"{mail.received.astimezone(self._zone):%a %-d %b %Y, %H:%M:%S}"


async def _asset(request: web.Request) -> web.StreamResponse:
    file = PAGES / request.match_info["name"]
    if not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Cache-Control": "no-cache"})


def _people(addresses: list[NamedAddress]) -> str:
    """Names and addresses as a mail client writes them."""
    return ", ".join(f"{each.name} <{each.address}>" if each.name else each.address for each in addresses)


def _all_headers(mail: CaughtMail) -> list[tuple[str, str]]:
    """The headers a recipient's client would list: the envelope's, then the sender's own."""
    people = {"To": mail.to, "Cc": mail.cc, "Bcc": mail.bcc, "Reply-To": mail.reply_to}
    return [
        ("From", mail.sender),
        *((name, _people(addresses)) for name, addresses in people.items() if addresses),
        ("Subject", mail.subject),
        ("Date", format_datetime(mail.received)),
        *mail.headers.items(),
        ("Operation-Id", mail.operation_id),
    ]
