"""A person's data as they are handed out: what is kept under one address, by where it stands."""

from shared.domain.facts.delivery_reports import AddressStanding
from shared.domain.letters.sends import SendState
from shared.domain.members.appointments import Appointment
from shared.domain.members.member import Seat
from shared.domain.values.frozen import Frozen, Instant


class ExportedWords(Frozen):
    """Something that was written: by the person, or (``by_person`` false) by the vendor to or about it."""

    entry: str
    by_person: bool
    received: Instant | None = None
    email: str = ""
    name: str = ""
    product: str = ""
    subject: str = ""
    text: str = ""
    quoted: str = ""
    message_id: str = ""
    place: str = ""
    document_place: str = ""
    refused_files: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    mail: str = ""


class ExportedEvent(Frozen):
    """Something that happened on a ticket, or to a message, of the person's, with the words noted with it."""

    event: str
    at: Instant
    words: tuple[str, ...] = ()


class ExportedMail(Frozen):
    """A mail to the person: what it was, whether it left, and what a supporter had written in it."""

    mail: str
    state: SendState
    at: Instant
    words: tuple[str, ...] = ()


class ExportedTicket(Frozen):
    """A ticket that the person opened, wrote on, or was mailed from: of another's only its own words."""

    ticket: str
    code: str
    opened: bool
    words: tuple[ExportedWords, ...]
    events: tuple[ExportedEvent, ...]
    mails: tuple[ExportedMail, ...]


class ExportedMember(Frozen):
    """What the person is at a member."""

    member: str
    name: str
    owner: bool
    contact: str
    seats: tuple[Seat, ...]
    appointments: tuple[Appointment, ...]


class PersonExport(Frozen):
    """All that is kept under an address, at this instant. ``kept_mails``: see the files of these names."""

    address: str
    made: Instant
    tickets: tuple[ExportedTicket, ...]
    members: tuple[ExportedMember, ...]
    news: tuple[ExportedMail, ...]
    notices: tuple[ExportedMail, ...]
    machine_mails: tuple[ExportedWords, ...]
    kept_mails: tuple[str, ...]
    standing: AddressStanding
