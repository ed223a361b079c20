"""A member's mail that a supporter forwards: its sender is the requester, where that is certain."""

from shared.domain.incoming.incoming import Forwarded, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.domain.mail.mail_answering import writer_of
from shared.domain.mail.mail_requests import writable_address
from shared.domain.values.vendor import Supporter, Vendor


def forwarder_of(mail: IncomingMail, thread: Thread | None, vendor: Vendor) -> Supporter | None:
    """The supporter whose address the mail says it came from, where it forwards another's mail; else None.

    A notice that comes back is no forward: what it answers, it answers as its supporter's.
    """
    if mail.forwarded is None or (thread is not None and thread.supporter):
        return None
    ours = {address.casefold() for address in (vendor.mailbox, vendor.sender_address)}
    return None if mail.forwarded.sender.casefold() in ours else writer_of(mail, vendor)


def original_of(mail: IncomingMail, vendor: Vendor) -> IncomingMail | None:
    """The mail as if its first sender had written to the desk; None where nobody can be sure whose it is.

    That is: the receiving service does not vouch for the supporter, or the mail does not name one address of
    somebody else.
    """
    told = mail.forwarded
    if told is None or mail.forged or not mail.authenticated or not writable_address(told.sender):
        return None
    if any(each.address.casefold() == told.sender.casefold() for each in vendor.supporters):
        return None
    return _as_sent(mail, told)


def _as_sent(mail: IncomingMail, told: Forwarded) -> IncomingMail:
    return mail.model_copy(
        update={
            "sender": told.sender,
            "sender_name": told.sender_name,
            "subject": told.subject,
            "message_id": told.message_id,
            "reply_to": "",
            "in_reply_to": "",
            "references": (),
            "text": f"{told.fresh}\n\n{told.quoted}".strip(),
            "fresh": told.fresh,
            "quoted": told.quoted,
            "forwarded": None,
            "authenticated": False,
        }
    )
