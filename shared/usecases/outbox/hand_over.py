"""One call to the provider: the mail as it is sent, and what the call came to. For every outbox alike."""

import asyncio

from shared.domain.letters.conference_letters import AtItsTime, ConferenceOff, ConferenceSet
from shared.domain.letters.letters import AnswerFailed, Escalation, NewTicket, NewTurn
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.supporter_letters import MailUnproved, MailWithoutEffect
from shared.domain.mail.outgoing_threads import FIRST_TURN, subject_of, thread_of, threading_of
from shared.domain.tickets.changes import Said
from shared.mail.render import render
from shared.mail.shown_words import Shown, who_and_what
from shared.ports.desk import Desk
from shared.ports.mailer import Address, Attachment, Mail, MailDeferred, MailRefused
from shared.usecases.files.attach_files import with_attachments
from shared.usecases.links.open_link import link_address
from shared.usecases.records.conference_rows import remember_conference
from shared.usecases.records.mail_marks import note_put_back, note_taken
from shared.usecases.records.ticket_rows import load_beginning, load_said

_AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}

type ShowsWords = NewTicket | NewTurn | Escalation | AnswerFailed | MailWithoutEffect | MailUnproved


async def words_to_show(desk: Desk, send: Send) -> Shown | None:
    """The turns that the mail shows; None for a mail that shows none. Two requests a turn, all at once.

    Raises:
        StoreUnavailable: nothing was mailed.
    """
    if isinstance(send.letter, AtItsTime) and send.letter.link is None:
        asked = await load_said(desk.store, send.letter.ticket, send.turn or FIRST_TURN)
        return Shown((asked,) if asked else (), answerable=False, member=send.letter.member, quoted=False)
    if not isinstance(send.letter, ShowsWords.__value__):
        return None
    several = send.letter.turns if isinstance(send.letter, Escalation | MailWithoutEffect) else ()
    shown = several or (send.turn or FIRST_TURN,)
    said = await asyncio.gather(*(_words(desk, send.letter.ticket, turn) for turn in shown))
    thread = thread_of(send, desk.vendor)
    answerable = thread is not None and bool(thread.supporter)
    return Shown(tuple(each for each in said if each), answerable)


async def _words(desk: Desk, ticket: str, turn: str) -> Said | None:
    said, text = await asyncio.gather(
        load_said(desk.store, ticket, turn), load_beginning(desk.store, ticket, turn)
    )
    return said.model_copy(update={"text": text}) if said else None


async def hand_over(
    desk: Desk, send: Send, answered: Said | None = None
) -> MailRefused | MailDeferred | None:
    """Hand a leased mail to the provider: None where it was accepted, else why it was not.

    ``answered`` is the turn that it answers.
    """
    try:
        if isinstance(send.letter, ConferenceSet):
            await remember_conference(desk.store, send.letter.conference, send.letter.ticket)
        mail = mail_of(desk, send, answered, await words_to_show(desk, send))
        mail = await with_attachments(desk, send, mail)
        await desk.mailer.send(mail, first_sent=send.first_sent or send.not_before)
    except MailRefused as refusal:
        return refusal
    except MailDeferred as deferral:
        await note_put_back(desk, send, deferral.retry_after)
        return deferral
    await note_taken(desk, send)
    return None


def mail_of(desk: Desk, send: Send, answered: Said | None = None, shown: Shown | None = None) -> Mail:
    """The mail as it goes to the provider, but for its attachments; the same at every attempt."""
    words = render(send.letter, send.language, desk.vendor, lambda link: link_address(desk, link), shown)
    threading = threading_of(send, answered, desk.vendor, desk.link_keys[0])
    calendar = _calendar(desk, send, shown)
    return Mail(
        operation_id=send.id,
        sender=desk.vendor.sender_address,
        to=_address(send.to),
        cc=tuple(_address(each) for each in send.cc),
        subject=subject_of(send, _told(send, words.subject, shown), answered, threading),
        text=words.text,
        html=words.html,
        reply_to=Address(threading.reply_to, desk.vendor.name),
        headers=threading.headers | (_AUTOMATIC if send.automatic else {}),
        attachments=(calendar,) if calendar else (),
    )


def _told(send: Send, subject: str, shown: Shown | None) -> str:
    """The subject of a notice to supporters says, too, whose message it is about, and what about."""
    if shown is None or not shown.said:
        return subject
    member = getattr(send.letter, "member", "")
    about = who_and_what(shown.said[-1], member) if shown.quoted else shown.with_whom
    return f"{subject} - {about}" if about else subject


def _calendar(desk: Desk, send: Send, shown: Shown | None) -> Attachment | None:
    """The entry for the reader's calendar, where the letter sets a conference's time or takes it away."""
    if not isinstance(send.letter, ConferenceSet | ConferenceOff):
        return None
    from shared.mail.calendar_entry import calendar_entry  # noqa: PLC0415 - the library takes long to import, and few mails need it

    with_whom = shown.with_whom if shown else ""
    entry = calendar_entry(send.letter, send.to, send.language, desk.vendor, with_whom)
    return Attachment(name="invite.ics", content_type=entry.content_type, content=entry.content)


def _address(recipient: Recipient) -> Address:
    return Address(recipient.address, recipient.name)
