"""Where an answer by mail belongs: a signed token in the Reply-To address of our mails.

A token says the ticket, the last turn that the mail showed, to a supporter also after how many of the
ticket's events it was written, and to whom the mail went. Whoever answers the mail sends it back. It stands
in a local part (64 characters at most, RFC 5321) and survives mail systems that change upper and lower case.
Plus addressing is used: ``support+<token>@example.com`` arrives at ``support@example.com``. Where the
mailbox's own name leaves no room for it, it stands in the subject.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import short_code

LONGEST_LOCAL_PART = 64
_MAC_BYTES = 10
_DIGEST = r"[a-z2-7]{16}"
_TICKET = re.compile(rf"(?<![a-z0-9]){_DIGEST}(?![a-z0-9])")
_SHOWN = re.compile(rf"(?<![a-z0-9])(m[1-9][0-9]{{0,5}})(?:e([0-9]{{1,6}}))?-({_DIGEST})(?![a-z0-9])")
_MARKS = r"(?:re|sv|aw|vs|fw|fwd|vb)\s*:"
_ANSWERED = re.compile(rf"^\s*(?:{_MARKS}\s*)+", re.IGNORECASE)
_MOST_TRIED = 10
_MESSAGE_ID = re.compile(r"<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>@\s]+)>?")


class Thread(Frozen):
    """What a token says. ``supporter`` is the id of the supporter it was mailed to, "" for the requester.

    ``turn`` is the last turn that the mail showed: an answer to it has seen so much. ``events``: how many the
    ticket had when the mail was written; None where that is not known, or nobody asks. ``named``: found by a
    Message-ID of ours, which goes on to whoever is written to, and so proves nothing of who writes.
    """

    ticket: str
    turn: str
    supporter: str = ""
    events: int | None = None
    named: bool = False

    @property
    def shown(self) -> str:
        """How far the mail went: its last turn, and after so many events."""
        return self.turn if self.events is None else f"{self.turn}e{self.events}"


def token(thread: Thread, key: bytes) -> str:
    """The thread as it stands in an address or a subject, with the proof that we said it."""
    return f"{thread.ticket}-{thread.shown}-{_proof(thread, key)}"


def find_thread(
    recipients: Iterable[str], subject: str, keys: Sequence[bytes], supporters: Sequence[str]
) -> Thread | None:
    """The thread of a mail: by the address it was sent to, else by its subject; None where neither is ours.

    ``supporters`` are the ids of all that a token may have been given to.
    """
    local_parts = [address.rpartition("@")[0] for address in recipients]
    for text in (*local_parts, subject):
        for thread in _threads_in(text, keys, supporters):
            return thread
    return None


def reply_address(mailbox: str, thread: Thread, key: bytes) -> str:
    """Where the answer to a mail goes: the mailbox with the token, or as it is where both are too long."""
    local, _, domain = mailbox.rpartition("@")
    tagged = f"{local}+{token(thread, key)}"
    return f"{tagged}@{domain}" if len(tagged) <= LONGEST_LOCAL_PART else mailbox


def matter_of(subject: str, ticket: str) -> str:
    """What the subject is about: without the marks of mail programs before it, and without what we put in.

    That is this ticket's code, or reference, and proofs, in brackets: they would pile up. "" where an answer
    has the subject of an automatic mail of ours, which begins with the code: nobody said that of a matter.
    """
    if "[" not in subject:  # nothing of ours: most subjects, and a pattern for each ticket is dear
        return _ANSWERED.sub("", subject.strip()).strip()
    named = rf"{re.escape(ticket)}|{re.escape(short_code(ticket))}"
    ours = rf"(?:{named}|(?:{_DIGEST}-)?{_SHOWN.pattern})"
    answered = _ANSWERED.match(subject)
    begins = rf"\[(?:{named})\]\s*(?!\s|{_MARKS})"
    automatic = answered and re.match(begins, subject[answered.end() :], re.IGNORECASE)
    kept = re.sub(rf"\s*\[{ours}\]\s*", " ", subject, flags=re.IGNORECASE).strip()
    return "" if automatic else _ANSWERED.sub("", kept).strip()


def without_proofs(text: str) -> str:
    """The text with every proof in it struck out: one that a stranger wrote never stands before ours."""
    return _SHOWN.sub("...", text.lower()) if _SHOWN.search(text.lower()) else text


def holds_proof(text: str, thread: Thread) -> bool:
    """Whether the text has a proof in it, of any turn: whole, cut, or as it stands in a subject."""
    plain = text.lower()
    return f"{thread.ticket}-{thread.shown}-" in plain or _SHOWN.search(plain) is not None


def message_id(operation: str, sender: str) -> str:
    """The Message-ID of the mail of this operation id: the same at every attempt to send it."""
    return f"<{operation}@{sender.rpartition('@')[2]}>"


def operation_of(message: str, sender: str) -> str:
    """The operation id in a Message-ID that may be ours (verify it on reading); "" where it cannot be."""
    found = _MESSAGE_ID.fullmatch(message.strip().lower())
    ours = found is not None and found.group(2) == sender.rpartition("@")[2].lower()
    return found.group(1) if found and ours else ""


def _threads_in(text: str, keys: Sequence[bytes], supporters: Sequence[str]) -> Iterator[Thread]:
    """What is proved in this text. Tickets and proofs may stand apart; the first few of each are tried."""
    tickets = _TICKET.findall(text.lower())[:_MOST_TRIED]
    shown = _SHOWN.findall(text.lower())[:_MOST_TRIED]
    for ticket, (turn, events, proof), supporter in product(tickets, shown, ("", *supporters)):
        after = int(events) if events else None
        thread = Thread(ticket=ticket, turn=turn, supporter=supporter, events=after)
        if any(hmac.compare_digest(_proof(thread, key), proof) for key in keys):
            yield thread


def _proof(thread: Thread, key: bytes) -> str:
    """80 bits of HMAC-SHA256, base32: a guess needs a mail each."""
    said = f"thread\0{thread.ticket}\0{thread.shown}\0{thread.supporter}"
    mac = hmac.digest(key, said.encode(), hashlib.sha256)[:_MAC_BYTES]
    return base64.b32encode(mac).decode().lower()
