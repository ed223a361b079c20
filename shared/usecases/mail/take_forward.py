"""A supporter forwards a member's mail: it is its first sender's, or the supporter is asked whose it is."""

from shared.domain.answers.noting import NoteBody
from shared.domain.incoming.incoming import Automatic, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.domain.incoming.reply_line import own_words
from shared.domain.letters.supporter_letters import RequesterWanted
from shared.domain.mail.mail_forwards import original_of
from shared.domain.refusals.errors import TicketMergedAway
from shared.domain.values.intake import writable
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import write_note
from shared.usecases.mail.keep_automatic_mail import keep_automatic_mail
from shared.usecases.mail.tell_supporter import tell_supporter
from shared.usecases.mail.write_by_mail import open_ticket_by_mail, write_in_ticket
from shared.usecases.messages.add_message import Landed

_FIRST = 0


async def take_forward(
    desk: Desk, mail: IncomingMail, thread: Thread | None, author: Supporter, key: str, kept: str
) -> Landed | None:
    """The ticket and turn of the forwarded mail; None where its supporter is asked who the requester is.

    What the supporter wrote above it is an internal note. The desk received the mail when it came here.

    Raises:
        StoreUnavailable: the same mail again is taken once.
    """
    original = original_of(mail, desk.vendor)
    if original is None:
        await _ask(desk, mail, thread, author, key, kept)
        return None
    landed = await write_in_ticket(desk, thread.ticket, original, key, kept) if thread else None
    if landed is None:
        header = await open_ticket_by_mail(desk, original, key, kept)
        landed = header, header.state.turns[_FIRST].id
    await _note(desk, landed[0].state.id, author, mail, key)
    return landed


async def _note(desk: Desk, ticket: str, author: Supporter, mail: IncomingMail, key: str) -> None:
    above = own_words(writable(mail.forwarded.above)) if mail.forwarded else ""
    if above:
        note = NoteBody(text=above, author=author.id)
        try:
            await write_note(desk, ticket, note, key)
        except TicketMergedAway as gone:
            await write_note(desk, gone.into, note, key)


async def _ask(
    desk: Desk, mail: IncomingMail, thread: Thread | None, author: Supporter, key: str, kept: str
) -> None:
    """The mail is kept to be read, and its supporter told once."""
    await keep_automatic_mail(desk, mail, Automatic.FORWARDED, thread, key, kept)
    letter = RequesterWanted(received=desk.clock.now(), proved=mail.authenticated and not mail.forged)
    await tell_supporter(desk, author, letter, "", ("requester wanted", key))
