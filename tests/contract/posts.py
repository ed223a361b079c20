"""A mailer with its other end: the one in memory, and the real one with the local endpoint."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Protocol

from azure.core.credentials import AzureKeyCredential

from devstack import mail_catcher
from devstack.mail_catcher import CaughtMail, MailCatcher, NamedAddress, running_mail_catcher
from shared.adapters.mail import AzureMailer
from shared.ports.mailer import Address, Attachment, Mail, Mailer
from tests.fakes.mailer import Fate, Fault, MemoryMailer

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)


class Post(Protocol):
    """A mailer with its other end."""

    @property
    def mailer(self) -> Mailer: ...

    def delivered(self) -> Sequence[Mail]: ...
    def fail_next(self, *faults: Fault) -> None: ...
    async def cut_off(self) -> None: ...


class MemoryPost:
    def __init__(self) -> None:
        self.mailer = MemoryMailer()

    def delivered(self) -> Sequence[Mail]:
        return self.mailer.delivered

    def fail_next(self, *faults: Fault) -> None:
        self.mailer.fail_next(*faults)

    async def cut_off(self) -> None:
        self.mailer.reachable = False


class AzurePost:
    def __init__(self, mailer: AzureMailer, catcher: MailCatcher, ending: AsyncExitStack) -> None:
        self.mailer = mailer
        self._catcher = catcher
        self._ending = ending

    def delivered(self) -> Sequence[Mail]:
        return [_as_sent(mail) for mail in self._catcher.mails()]

    def fail_next(self, *faults: Fault) -> None:
        for fault in faults:
            self._catcher.fail_next(_as_ordered(fault), to=fault.to)

    async def cut_off(self) -> None:
        await self._ending.aclose()


async def _product_time() -> datetime:
    return NOW


@asynccontextmanager
async def azure_post(*, quick: bool = True) -> AsyncIterator[AzurePost]:
    async with AsyncExitStack() as ending:
        catcher = await ending.enter_async_context(running_mail_catcher(now=_product_time))
        async with AzureMailer(catcher.endpoint, AzureKeyCredential(catcher.key), quick=quick) as mailer:
            yield AzurePost(mailer, catcher, ending)


def _as_ordered(fault: Fault) -> mail_catcher.Fault:
    match fault.fate:
        case Fate.REFUSED:
            return mail_catcher.Fault(status=400)
        case Fate.TOO_MANY:
            return mail_catcher.Fault(status=429, retry_after=int(fault.retry_after or 0))
        case Fate.DEFERRED if fault.retry_after:
            return mail_catcher.Fault(status=429, retry_after=int(fault.retry_after))
        case Fate.DEFERRED:
            return mail_catcher.Fault(status=500)
        case Fate.DROPPED:
            return mail_catcher.Fault(drop=True)
        case Fate.ACCEPTED_THEN_DROPPED:
            return mail_catcher.Fault(accept_then_drop=True)


def _as_sent(caught: CaughtMail) -> Mail:
    (to,) = _addresses(caught.to)
    return Mail(
        operation_id=caught.operation_id,
        sender=caught.sender,
        to=to,
        subject=caught.subject,
        text=caught.text,
        html=caught.html,
        cc=_addresses(caught.cc),
        reply_to=next(iter(_addresses(caught.reply_to)), None),
        headers=caught.headers,
        attachments=tuple(
            Attachment(each.name, each.content_type, each.content) for each in caught.attachments
        ),
    )


def _addresses(named: list[NamedAddress]) -> tuple[Address, ...]:
    return tuple(Address(each.address, each.name) for each in named)
