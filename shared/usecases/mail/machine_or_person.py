"""Whether a machine wrote a mail: by its marks, or by its form where it answers a mail of ours.

Words alone never make a machine's mail. In doubt it is a person's.
"""

from shared.domain.incoming.incoming import Automatic, IncomingMail
from shared.domain.incoming.mail_threads import Thread, operation_of
from shared.ports.desk import Desk
from shared.usecases.mail.find_thread import names_a_mail_of_ours
from shared.usecases.outbox.find_mail import find_mail


async def judged(desk: Desk, mail: IncomingMail, thread: Thread | None) -> IncomingMail:
    """The mail, with why it counts as a machine's (``automatic``), None for a person's.

    A proof of its thread outweighs a mailing list's marks: somebody answered through the list.

    Raises:
        StoreUnavailable: ask again.
    """
    by_list = mail.automatic is Automatic.LIST and thread is not None and not thread.named
    why = None if by_list else mail.automatic
    why = why or await _by_form(desk, mail, thread) or await _own(desk, mail)
    return mail.model_copy(update={"automatic": why})


async def _by_form(desk: Desk, mail: IncomingMail, thread: Thread | None) -> Automatic | None:
    answers_ours = mail.set_form and (thread is not None or await names_a_mail_of_ours(desk, mail))
    return mail.set_form if answers_ours else None


async def _own(desk: Desk, mail: IncomingMail) -> Automatic | None:
    """Whether one of our own mails came back. Its domain alone says little: supporters write there too."""
    operation = operation_of(mail.message_id, desk.vendor.sender_address)
    recipient = mail.recipients[0] if mail.recipients else ""
    return Automatic.OWN if operation and await find_mail(desk, operation, recipient) else None
