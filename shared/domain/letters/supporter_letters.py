"""The mails that tell a supporter what became of a mail of theirs, or of one that only seemed to be."""

from typing import Literal

from shared.domain.incoming.mail_orders import MailFault
from shared.domain.values.frozen import Frozen


class MailWithoutEffect(Frozen):
    """To the supporter who wrote it: nothing of the mail was done, and what to do instead.

    ``command`` is the command that it is about, "" for none; nothing else of the mail is repeated. ``turns``:
    those that this mail shows, so that they can be answered by replying to it.
    """

    letter: Literal["mail_not_done"] = "mail_not_done"
    ticket: str
    fault: MailFault
    command: str = ""
    turns: tuple[str, ...] = ()


class MailUnproved(Frozen):
    """To the supporter whose notice was answered from elsewhere: nobody was mailed, no clock stopped."""

    letter: Literal["mail_unproved"] = "mail_unproved"
    ticket: str
