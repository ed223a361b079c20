"""The catcher, running: as a server, or inside a test."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from devstack.mail_catcher.faults import Fault, Order, Script
from devstack.mail_catcher.mailbox import Mailbox
from devstack.mail_catcher.message import MOST_BYTES, CaughtMail
from devstack.mail_catcher.reporting import ReportRoutes
from devstack.mail_catcher.reports import ReportQueue, Reports
from devstack.mail_catcher.sending import MailService, Now
from devstack.mail_catcher.signature import key_bytes
from devstack.mail_catcher.time_source import real_time
from devstack.mail_catcher.viewing import MailViews

HOST = "127.0.0.1"
EXAMPLE_KEY = "bG9jYWwtbWFpbC1jYXRjaGVyLWtleQ=="
STOCKHOLM = ZoneInfo("Europe/Stockholm")


class PortTaken(Exception):
    """Somebody else listens on the port."""


@dataclass(frozen=True, slots=True)
class MailCatcher:
    """A running catcher: where it listens, its access key, and what it caught."""

    endpoint: str
    key: str
    mailbox: Mailbox
    script: Script

    def mails(self, *, since: int = 0, to: str = "") -> Sequence[CaughtMail]:
        """Mails numbered above ``since``, oldest first; with ``to``, those delivered to this address."""
        return self.mailbox.mails(since=since, to=to)

    def fail_next(self, *faults: Fault, to: str = "") -> None:
        """Let the next sends (to this address) fail like this, in this order."""
        self.script.add(Order(next=list(faults), to=to))


@asynccontextmanager
async def running_mail_catcher(
    *,
    port: int = 0,
    folder: Path | None = None,
    key: str = EXAMPLE_KEY,
    now: Now = real_time,
    zone: ZoneInfo = STOCKHOLM,
    reports_to: str = "",
) -> AsyncIterator[MailCatcher]:
    """A catcher on the loopback, in this event loop, until the block ends. Port 0 takes a free one.

    ``reports_to``: connection string of the storage account whose queue gets delivery reports.

    Raises:
        PortTaken: somebody else listens there.
        ValueError: the key is not base64.
    """
    mailbox, script = Mailbox(folder), Script()
    reports = Reports(ReportQueue.at(reports_to) if reports_to else None)
    service = MailService(mailbox, script, key=key_bytes(key), now=now, reports=reports)
    views = MailViews(mailbox, script, zone=zone)
    asked = ReportRoutes(mailbox, reports, now)
    application = web.Application(client_max_size=2 * MOST_BYTES)
    application.add_routes([*service.routes(), *views.routes(), *asked.routes()])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        yield MailCatcher(f"http://{HOST}:{await _listen(runner, port)}", key, mailbox, script)
    finally:
        await runner.cleanup()
        if reports.queue:
            await reports.queue.close()


async def _listen(runner: web.AppRunner, port: int) -> int:
    """Listen, and tell on which port."""
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError:
        raise PortTaken(port) from None
    return int(runner.addresses[0][1])
