"""One call to the provider: the mail as it is sent, and what the call came to. For every outbox alike."""

from shared.domain.sends import Recipient, Send
from shared.mail.render import render
from shared.ports import Address, Desk, Mail, MailDeferred, MailRefused
from shared.usecases.open_link import link_address


async def hand_over(desk: Desk, send: Send) -> MailRefused | MailDeferred | None:
    """Hand a leased mail to the provider: None where it was accepted, else why it was not."""
    try:
        await desk.mailer.send(mail_of(desk, send), first_sent=send.first_sent or send.not_before)
    except (MailRefused, MailDeferred) as outcome:
        return outcome
    return None


def mail_of(desk: Desk, send: Send) -> Mail:
    """The mail as it goes to the provider; the same at every attempt."""
    words = render(send.letter, send.language, desk.vendor, lambda link: link_address(desk, link))
    return Mail(
        operation_id=send.id,
        sender=desk.vendor.sender_address,
        to=_address(send.to),
        cc=tuple(_address(each) for each in send.cc),
        subject=words.subject,
        text=words.text,
        html=words.html,
        reply_to=Address(desk.vendor.fallback_address, desk.vendor.name),
        headers=_AUTOMATIC if send.automatic else {},
    )


_AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def _address(recipient: Recipient) -> Address:
    return Address(recipient.address, recipient.name)
