"""An e-mail that came in, read: what it says, who sent it, and whether a person did."""

from enum import StrEnum

from shared.domain.values.attendance import Attendance
from shared.domain.values.frozen import Frozen, Instant


class Automatic(StrEnum):
    """Why a mail counts as written by a machine: it starts no clock and is never answered by one.

    Mails kept earlier may name what no longer says so by itself: a wish for no automatic answer
    (``auto_response_suppress``), and an empty return path (``null_sender``).
    """

    AUTO_SUBMITTED = "auto_submitted"
    SUPPRESS = "auto_response_suppress"
    PRECEDENCE = "precedence"
    LIST = "list"
    NULL_SENDER = "null_sender"
    OWN = "own_message"
    DELIVERY_REPORT = "delivery_report"
    OUT_OF_OFFICE = "out_of_office"
    UNPROVED_SUPPORTER = "unproved_supporter"
    """In a supporter's name or thread, and nothing proves that it is theirs."""
    FORWARDED = "forwarded"
    """Forwarded by a supporter, and nobody can tell who asks."""
    CALENDAR_ANSWER = "calendar_answer"
    """A calendar's answer to an invitation, without words of its own."""


class IncomingFile(Frozen):
    """A file that came with the mail, as the mail names it; ``content`` is decoded.

    ``inline``: the mail's text shows it in its place, as a pasted picture or a logo.
    """

    name: str
    content_type: str
    content: bytes
    inline: bool = False


class DeliveryReport(Frozen):
    """What a bounce says, where it says it: the mail that failed, for whom, and whether for good.

    ``permanent``: it will not arrive. The report says that it failed, whatever the status (4.4.7 is "tried
    for too long"), or has a status 5.x.x; not where it is only late. ``status``: RFC 3463, as ``5.1.1``.
    """

    original_message_id: str = ""
    address: str = ""
    permanent: bool = False
    status: str = ""


class CalendarAnswer(Frozen):
    """Somebody has answered an invitation. ``event``: the UID of what they were invited to."""

    event: str
    attendance: Attendance


class Forwarded(Frozen):
    """The mail that this one forwards, as far as it tells.

    ``sender`` is "" where it does not say whose it was. ``fresh`` and ``quoted``: its own words, and what it
    quotes. ``above``: what the forwarder wrote.
    """

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    message_id: str = ""
    fresh: str = ""
    quoted: str = ""
    above: str = ""


class IncomingMail(Frozen):
    """One mail. Addresses are as written; "" where there is none.

    ``text`` is everything that the mail says, quoted parts included; ``fresh`` is what its writer added, and
    ``quoted`` the rest of it: nothing of ``text`` is missing from the two. ``recipients``: every address it
    was sent to, as far as it tells (To, Cc, Delivered-To, X-Original-To, Envelope-To). ``authenticated``: the
    receiving service says that the address in From is genuine; ``forged``: it says that it is not, or From
    can be read in several ways. ``language``: ``sv``, ``en``, or "" where
    that is not clear. ``automatic`` by the marks in its headers; ``set_form``: it is written as such machines
    write, which counts where it answers a mail of ours. ``report`` only where one of the two is a delivery
    report, and not for one that says a mail was read. ``unreadable`` says in English what could not be read;
    the mail is then shown as far as it could be. Of a ``calendar_answer`` only words of its writer are fresh.
    ``other_time_for``: the UID of the invitation for which a calendar proposes another time.
    """

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    sent: Instant | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    language: str = ""
    text: str = ""
    fresh: str = ""
    quoted: str = ""
    files: tuple[IncomingFile, ...] = ()
    automatic: Automatic | None = None
    set_form: Automatic | None = None
    report: DeliveryReport | None = None
    forwarded: Forwarded | None = None
    calendar_answer: CalendarAnswer | None = None
    other_time_for: str = ""
    authenticated: bool = False
    forged: bool = False
    unreadable: str = ""
