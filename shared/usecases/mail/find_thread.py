"""The mails of ours that a mail answers: its thread, by its signed token or by the ids that it names."""

from collections.abc import Iterator

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.incoming.mail_threads import Thread, find_thread, operation_of
from shared.domain.mail.outgoing_threads import FIRST_TURN, thread_of
from shared.domain.values.identity import Outbox, mail_place
from shared.ports.desk import Desk
from shared.usecases.outbox.find_mail import find_mail

_MOST_NAMED = 10


async def thread_of_mail(desk: Desk, mail: IncomingMail) -> Thread | None:
    """The thread; None where the mail begins a new one. Never by the subject's words. At most ten requests.

    Raises:
        StoreUnavailable: ask again.
    """
    return _by_token(desk, mail) or await _by_mails_named(desk, mail)


def tickets_answered(desk: Desk, mail: IncomingMail) -> tuple[str, ...]:
    """The tickets whose mails it answers, as far as it says itself: its words may quote those. No request."""
    by_token = _by_token(desk, mail)
    places = (mail_place(each) for each in _operations(desk, mail))
    named = (each.name for each in places if each)
    return tuple(dict.fromkeys([*([by_token.ticket] if by_token else []), *named]))


def _by_token(desk: Desk, mail: IncomingMail) -> Thread | None:
    supporters = [each.id for each in desk.vendor.supporters]
    return find_thread(mail.recipients, mail.subject, desk.link_keys, supporters)


async def _by_mails_named(desk: Desk, mail: IncomingMail) -> Thread | None:
    for operation in _operations(desk, mail):
        found = await find_mail(desk, operation)
        if found is not None:
            own = Thread(ticket=found.ticket, turn=found.send.turn or FIRST_TURN)
            answered = thread_of(found.send, desk.vendor) or own
            return answered.model_copy(update={"named": True})
    return None


async def names_a_mail_of_ours(desk: Desk, mail: IncomingMail) -> bool:
    """It answers, or sends back, one that belongs to no ticket: news, or a notice. At most ten requests.

    Raises:
        StoreUnavailable: ask again.
    """
    for operation in [each for each in _named(desk, mail) if mail_place(each)][:_MOST_NAMED]:
        if await find_mail(desk, operation, mail.sender):
            return True
    return False


def _operations(desk: Desk, mail: IncomingMail) -> Iterator[str]:
    """The ids of mails about tickets that this one names, the nearest first, and its own before them."""
    yield from [each for each in _named(desk, mail) if _of_ticket(each)][:_MOST_NAMED]


def _named(desk: Desk, mail: IncomingMail) -> Iterator[str]:
    report = mail.report.original_message_id if mail.report else ""
    named = (mail.message_id, report, mail.in_reply_to, *reversed(mail.references))
    yield from dict.fromkeys(operation_of(each, desk.vendor.sender_address) for each in named)


def _of_ticket(operation: str) -> bool:
    place = mail_place(operation)
    return place is not None and place.outbox is Outbox.TICKET
