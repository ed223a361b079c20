"""A mail in a supporter's thread or name, and nothing proves that it is the supporter's.

Taken as the supporter's it would speak for the vendor; taken as a member's it would mail strangers and start
clocks. So it is kept on the ticket to be read, and the supporter is told, once for each turn.
"""

from shared.domain.incoming.incoming import Automatic, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.domain.letters.supporter_letters import MailUnproved
from shared.domain.mail.mail_answering import writer_of
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.mail.keep_automatic_mail import keep_automatic_mail
from shared.usecases.mail.tell_supporter import tell_supporter


async def keep_unproved_mail(desk: Desk, thread: Thread, mail: IncomingMail, kept: str) -> str:
    """The ticket on which the mail can be read; no clock stops and no member is mailed.

    Raises:
        StoreUnavailable: keep it again; it is kept once.
    """
    await keep_automatic_mail(desk, mail, Automatic.UNPROVED_SUPPORTER, thread, mail.message_id, kept)
    if told := _supporter_of(desk, thread, mail):
        about = ("mail unproved", thread.ticket, thread.turn, told.id)
        await tell_supporter(desk, told, MailUnproved(ticket=thread.ticket), thread.turn, about)
    return thread.ticket


def _supporter_of(desk: Desk, thread: Thread, mail: IncomingMail) -> Supporter | None:
    """Whoever the notice was mailed to, else whose address the mail names as its sender's."""
    given_to = (each for each in desk.vendor.supporters if each.id == thread.supporter)
    return next(given_to, None) or writer_of(mail, desk.vendor)
