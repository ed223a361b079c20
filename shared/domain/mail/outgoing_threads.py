"""How a mail of the desk is threaded: where its answer goes, its Message-ID, what it answers, its subject.

Everything follows from the mail and from what it answers, so that every attempt to send it is the same mail.
"""

import re

from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.mail_threads import Thread, matter_of, message_id, reply_address, token
from shared.domain.letters.conference_letters import AtItsTime
from shared.domain.letters.letter_bases import PersonsAnswer, ToTheMember
from shared.domain.letters.letters import ConfirmAddress, GateNotice, Letter, Receipt, TakenUp
from shared.domain.letters.sends import Recipient, Send
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Vendor

FIRST_TURN = "m1"
BY_MAIL = "mail"
MOST_IN_SUBJECT = 250
"""Characters: what is longer, mail programs cut, and some mail servers refuse."""
_CODE_AT_THE_END = re.compile(r" \[[^\[\]]{1,40}\]$")
_PLAIN_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}@[!-;=?A-~]{1,200}>")


class Threading(Frozen):
    """What a mail carries so that its answer comes back.

    ``token`` stands behind the subject, where the address to answer to has no room for it; else "".
    """

    reply_to: str
    headers: dict[str, str]
    token: str = ""


def threading_of(send: Send, answered: Said | None, vendor: Vendor, key: bytes) -> Threading:
    """The mail's place in its thread. ``answered`` is the turn that it answers, where its writer gets it.

    Nothing that the turn's writer wrote goes to anybody else, and a Message-ID only where it is a plain one.
    """
    headers = {"Message-ID": message_id(send.id, vendor.sender_address)}
    thread = thread_of(send, vendor)
    if answered is not None and _is_writer(send.to, answered):
        headers |= _answering(answered.message_id)
    if thread is None:
        return Threading(reply_to=vendor.mailbox, headers=headers)
    reply_to = reply_address(vendor.mailbox, thread, key)
    left_out = token(thread, key) if reply_to == vendor.mailbox else ""
    return Threading(reply_to=reply_to, headers=headers, token=left_out)


def thread_of(send: Send, vendor: Vendor) -> Thread | None:
    """What the mail's recipient answers with; None where the mail is of no ticket.

    The fallback address has no role of its own: who answers from there is nobody in particular.
    """
    ticket = ticket_of(send.letter)
    if not ticket or (send.to.address == vendor.fallback_address and not is_to_requester(send.letter)):
        return None
    ours = () if is_to_requester(send.letter) else vendor.supporters
    supporter = next((each.id for each in ours if _same(each.address, send.to.address)), "")
    events = send.events if supporter else None
    return Thread(ticket=ticket, turn=send.turn or FIRST_TURN, supporter=supporter, events=events)


def is_to_requester(letter: Letter) -> bool:
    """It goes to whoever wrote the turn."""
    return isinstance(letter, Receipt | TakenUp | GateNotice | ConfirmAddress | PersonsAnswer | ToTheMember)


def is_to_supporters(letter: Letter) -> bool:
    """It is about one ticket and goes to the vendor's own side."""
    at_the_member = isinstance(letter, AtItsTime) and letter.link is not None
    return bool(ticket_of(letter)) and not is_to_requester(letter) and not at_the_member


def answers_words_of(state: TicketState, send: Send) -> str:
    """The turn whose writer's words the mail answers: an answer does, and a receipt for a mail; else ""."""
    name = send.turn or FIRST_TURN
    by_mail = any(turn.channel == BY_MAIL for turn in state.turns if turn.id == name)
    return (
        name if isinstance(send.letter, PersonsAnswer) or (by_mail and is_to_requester(send.letter)) else ""
    )


def ticket_of(letter: Letter) -> str:
    """The ticket that the letter is about; "" where it is about none, or about several."""
    return str(getattr(letter, "ticket", ""))


def subject_of(send: Send, rendered: str, answered: Said | None, threading: Threading) -> str:
    """A person's answer keeps the requester's own subject, where the desk knows it, and the ticket's code.

    No automatic mail to a requester repeats a subject: anybody may have typed it, with anybody's address. At
    most ``MOST_IN_SUBJECT`` characters; the ticket has all of it.
    """
    own = answered is not None and isinstance(send.letter, PersonsAnswer) and _is_writer(send.to, answered)
    ticket = ticket_of(send.letter)
    asked = matter_of(answered.subject, ticket) if own and answered else ""
    subject = f"Re: {asked} [{short_code(ticket)}]" if asked else rendered
    end = f" [{threading.token}]" if threading.token else ""
    return f"{_shortened(subject, MOST_IN_SUBJECT - len(end))}{end}"


def _shortened(subject: str, most: int) -> str:
    """The subject cut to so many characters, but with the code that ends it."""
    if len(subject) <= most:
        return subject
    code = _CODE_AT_THE_END.search(subject)
    end = f"…{code[0]}" if code else "…"
    return f"{subject[: most - len(end)].rstrip()}{end}"


def _answering(message: str) -> dict[str, str]:
    """The headers that name what is answered (RFC 5322); none where it came otherwise, or oddly named."""
    plain = _PLAIN_MESSAGE_ID.fullmatch(message)
    return {"In-Reply-To": message, "References": message} if plain else {}


def _is_writer(to: Recipient, answered: Said) -> bool:
    return _same(to.address, answered.email)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
