"""Whose a supporter's mail is, and what it orders."""

from shared.domain.incoming.incoming import IncomingFile, IncomingMail
from shared.domain.incoming.mail_orders import LONGEST_TEXT, MailFault, MailNotDone, Orders, read_orders
from shared.domain.incoming.mail_threads import Thread, holds_proof
from shared.domain.incoming.reply_line import own_words
from shared.domain.values.fields import MOST_LETTERS
from shared.domain.values.intake import writable
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Supporter, Vendor

MOST_OF_A_LOGO = 64 * 1024
"""Bytes. A picture of more is taken for one that somebody is to see."""

_MOST_READ = 4 * LONGEST_TEXT
"""Characters; a quote that was left in among them."""

_COMES_BY_ITSELF = frozenset(
    {
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/ms-tnef",
    }
)


def writer_of(mail: IncomingMail, vendor: Vendor) -> Supporter | None:
    """The supporter whose address the mail says it came from; anybody can write that."""
    sender = compared_address(mail.sender)
    return next((each for each in vendor.supporters if compared_address(each.address) == sender), None)


def proved_writer(mail: IncomingMail, thread: Thread, vendor: Vendor) -> Supporter | None:
    """The supporter who wrote it: the receiving service vouches for the address, or the token was theirs.

    A token proves nothing where the service says that the address is not genuine: tokens get about.
    """
    writer = writer_of(mail, vendor)
    if writer is None or mail.forged:
        return None
    holds_token = thread.supporter == writer.id and not thread.named
    return writer if mail.authenticated or holds_token else None


def read_mail(mail: IncomingMail, thread: Thread) -> Orders:
    """What the supporter's mail orders, from its own words alone.

    Raises:
        MailNotDone: nothing of it may be done.
    """
    if mail.unreadable:
        raise MailNotDone(MailFault.UNREADABLE)
    if len(mail.fresh) > _MOST_READ:
        raise MailNotDone(MailFault.TOO_LONG)
    if any(_is_meant_for_the_requester(each) for each in mail.files):
        raise MailNotDone(MailFault.FILES)
    words = own_words(writable(mail.fresh))
    if holds_proof(words, thread):
        raise MailNotDone(MailFault.QUOTE_LEFT)
    orders = read_orders(words)
    if len(orders.note) > MOST_LETTERS:
        raise MailNotDone(MailFault.TOO_LONG)
    return orders


def _is_meant_for_the_requester(file: IncomingFile) -> bool:
    """It is more than a signature brings along: a small picture, a visiting card, a proof of the sender."""
    kind = file.content_type.partition(";")[0].strip().casefold()
    small = kind.startswith("image/") and len(file.content) <= MOST_OF_A_LOGO
    return not small and kind not in _COMES_BY_ITSELF
