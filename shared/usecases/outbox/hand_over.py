"""One call to the provider: the mail as it is sent, and what the call came to. For every outbox alike."""

import asyncio

from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.mail_threads import matter_of
from shared.domain.letters.conference_letters import ConferenceOff, ConferenceSet
from shared.domain.letters.letter_bases import Published
from shared.domain.letters.letters import AnswerFailed, Escalation, Letter, NewTicket, NewTurn
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.supporter_letters import (
    MailUnproved,
    MailWithoutEffect,
    SecondAnswerAsked,
    SecondAnswerLapsed,
)
from shared.domain.mail.outgoing_threads import (
    FIRST_TURN,
    is_to_supporters,
    subject_of,
    thread_of,
    threading_of,
    ticket_of,
)
from shared.domain.tickets.changes import Said
from shared.domain.values.vendor import Vendor
from shared.mail.render import render
from shared.mail.shown_words import Shown
from shared.ports.desk import Desk
from shared.ports.mailer import Address, Attachment, Mail, MailDeferred, MailRefused
from shared.ports.telemetry import Happening, telemetry
from shared.usecases.files.attach_files import with_attachments
from shared.usecases.links.open_link import link_address
from shared.usecases.records.conference_rows import remember_conference
from shared.usecases.records.mail_marks import note_put_back, note_taken
from shared.usecases.records.outbox_rows import TicketWords
from shared.usecases.records.ticket_rows import load_ticket

_ONE_CLICK = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
_AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}

_SHOW_SEVERAL = (Escalation, MailWithoutEffect, SecondAnswerAsked, SecondAnswerLapsed)
_SHOW_WORDS = (NewTicket, NewTurn, AnswerFailed, MailUnproved, *_SHOW_SEVERAL)


async def words_to_show(
    desk: Desk, send: Send, words: TicketWords, state: TicketState | None = None
) -> Shown | None:
    """The turns that a mail to supporters tells of; None for any other mail. All requests at once.

    Two for each turn whose words it quotes, one for another, where they have not been read, and one for the
    ticket where its ``state`` is not given; then one more for a further message without a
    subject of its own.

    Raises:
        StoreUnavailable: nothing was mailed.
    """
    if not is_to_supporters(send.letter):
        return None
    ticket, quoted = ticket_of(send.letter), isinstance(send.letter, _SHOW_WORDS)
    several = send.letter.turns if isinstance(send.letter, _SHOW_SEVERAL) else ()
    shown = several or (send.turn or FIRST_TURN,)
    known, said = await asyncio.gather(
        _state(desk, ticket, state),
        asyncio.gather(*(_words(words, ticket, turn, desk.vendor, quoted=quoted) for turn in shown)),
    )
    thread = thread_of(send, desk.vendor)
    answerable = quoted and thread is not None and bool(thread.supporter)
    first = await _first_subject(words, ticket, said[-1])
    member = getattr(send.letter, "member", "") or (known.member_name if known else "")
    done = known.done_by_mail if known else None
    return Shown(tuple(each for each in said if each), answerable, ticket, member, quoted, first, done)


async def _first_subject(words: TicketWords, ticket: str, told: Said | None) -> str:
    """The ticket's subject, where the message has none of its own."""
    if told is None or told.id == FIRST_TURN or matter_of(told.subject, ticket):
        return ""
    first = await words.said(ticket, FIRST_TURN)
    return first.subject if first else ""


async def _state(desk: Desk, ticket: str, known: TicketState | None) -> TicketState | None:
    loaded = None if known else await load_ticket(desk.store, ticket)
    return loaded.state if loaded else known


async def _words(words: TicketWords, ticket: str, name: str, vendor: Vendor, *, quoted: bool) -> Said | None:
    """Who wrote this turn, or as a supporter this answer, and the text where it is quoted."""
    if not quoted:
        return await words.said(ticket, name)
    said, text = await asyncio.gather(words.said(ticket, name), words.beginning(ticket, name))
    who = said.name if said and said.email else vendor.name_of(said.name) if said else ""
    return said.but(name=who, text=text) if said else None


async def hand_over(
    desk: Desk,
    send: Send,
    answered: Said | None = None,
    words: TicketWords | None = None,
    state: TicketState | None = None,
) -> MailRefused | MailDeferred | None:
    """Hand a leased mail to the provider: None where it was accepted, else why it was not.

    Args:
        desk: where it is done.
        send: the mail.
        answered: the turn that it answers.
        words: what has been read of its ticket; the rest of what it shows is asked for.
        state: its ticket's, where known.
    """
    try:
        if isinstance(send.letter, ConferenceSet):
            await remember_conference(desk.store, send.letter.conference, send.letter.ticket)
        shown = await words_to_show(desk, send, words or TicketWords(desk.store), state)
        mail = mail_of(desk, send, answered, shown)
        mail = await with_attachments(desk, send, mail)
        await desk.mailer.send(mail, first_sent=send.first_sent or send.not_before)
    except MailRefused as refusal:
        _count(send, "refused")
        return refusal
    except MailDeferred as deferral:
        _count(send, "put_back")
        await note_put_back(desk, send, deferral.retry_after)
        return deferral
    _count(send, "taken")
    await note_taken(desk, send)
    return None


def _count(send: Send, state: str) -> None:
    telemetry().add(Happening.MAILS, lane=send.lane, state=state)


def mail_of(desk: Desk, send: Send, answered: Said | None = None, shown: Shown | None = None) -> Mail:
    """The mail as it goes to the provider, but for its attachments; the same at every attempt."""
    if send.bare:
        send, answered = send.but(to=Recipient(address=send.to.address)), None
    name = "" if send.automatic else send.to.name  # of automatic mails' readers anybody may have written it
    words = render(
        send.letter, send.language, desk.vendor, lambda link: link_address(desk, link), shown, name
    )
    threading = threading_of(send, answered, desk.vendor, desk.link_keys[0])
    calendar = _calendar(desk, send, shown)
    return Mail(
        operation_id=send.id,
        sender=desk.vendor.sender_address,
        to=_address(send.to),
        cc=tuple(_address(each) for each in send.cc),
        subject=subject_of(send, words.subject, answered, threading),
        text=words.text,
        html=words.html,
        reply_to=Address(threading.reply_to, desk.vendor.name),
        headers=threading.headers | (_AUTOMATIC if send.automatic else {}) | _ways_out(desk, send.letter),
        attachments=(calendar,) if calendar else (),
    )


def _ways_out(desk: Desk, letter: Letter) -> dict[str, str]:
    """How a mail program ends such mails in one step (RFC 8058): of what goes to many, and nothing else."""
    if not isinstance(letter, Published) or letter.stop is None:
        return {}
    return {"List-Unsubscribe": f"<{link_address(desk, letter.stop)}>", **_ONE_CLICK}


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
