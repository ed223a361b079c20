"""The thread that a mail belongs to: by its signed token, else by the mails of ours that it names."""

from collections.abc import Iterator

from shared.domain.incoming import IncomingMail
from shared.domain.mail_threads import Thread, find_thread, operation_of
from shared.domain.outgoing_threads import FIRST_TURN, thread_of
from shared.ports import Desk
from shared.usecases.find_mail import find_mail

_MOST_NAMED = 10


async def thread_of_mail(desk: Desk, mail: IncomingMail) -> Thread | None:
    """The thread; None where the mail begins a new one. Never by the subject's words. At most ten requests.

    Raises:
        StoreUnavailable: ask again.
    """
    supporters = [each.id for each in desk.vendor.supporters]
    by_token = find_thread(mail.recipients, mail.subject, desk.link_keys, supporters)
    return by_token or await _by_mails_named(desk, mail)


async def _by_mails_named(desk: Desk, mail: IncomingMail) -> Thread | None:
    for operation in _operations(desk, mail):
        found = await find_mail(desk, operation)
        if found is not None and found.ticket:
            answered = thread_of(found.send, desk.vendor)
            return answered or Thread(ticket=found.ticket, turn=found.send.turn or FIRST_TURN)
    return None


def _operations(desk: Desk, mail: IncomingMail) -> Iterator[str]:
    """The operation ids of ours that the mail names, the nearest first; its own where it is one of ours."""
    report = mail.report.original_message_id if mail.report else ""
    named = (mail.message_id, report, mail.in_reply_to, *reversed(mail.references))
    ours = (operation_of(each, desk.vendor.sender_address) for each in named)
    yield from list(dict.fromkeys(each for each in ours if each))[:_MOST_NAMED]
