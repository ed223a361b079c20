"""What a mail asks for, as a request: who, what about, what sort. Nothing that it says is refused."""

import re

from pydantic import TypeAdapter, ValidationError

from shared.domain.facts.files import GivenFile
from shared.domain.incoming.incoming import IncomingMail
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import FIRST_WORDS, Kind, Submission, on_one_line, writable
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.vendor import Language, Vendor

TEXT_LIMIT = 250_000
"""Characters of what is new and what is quoted together: one transaction carries them, even as emoji."""
SUBJECT_LIMIT = 500
NAME_LIMIT = 200
MESSAGE_ID_LIMIT = 998
FILE_NAME_LIMIT = 100
MOST_FILES = 50

_ADDRESS: TypeAdapter[str] = TypeAdapter(MailAddress)
_LONGEST_ADDRESS = 254
_TAG = re.compile(r"\+([^+@]+)@")
_FIRST_WORD = re.compile(r"\s*(?:(?:re|sv|aw|vs|fw|fwd|vb)\s*:\s*)*\[?(\w+)\]?\s*:", re.IGNORECASE)
_CUT = "\n\n[...]"
_NO_WORDS = "[-]"


class ByMail(Frozen):
    """What a turn that came by mail knows of its mail; all of it "" for one that came otherwise.

    ``mail`` is the id under which the whole mail is kept.
    """

    message_id: str = ""
    quoted: str = ""
    mail: str = ""


NOT_BY_MAIL = ByMail()


def submission_of(mail: IncomingMail, vendor: Vendor) -> Submission:
    """The mail as a request. Where no address can be written to, the vendor's own mailbox stands for it.

    The answer goes to the address in From, by which the gate judges: to no other that the mail may name.
    """
    return Submission(
        email=writable_address(mail.sender) or vendor.mailbox,
        name=_line(mail.sender_name or ("" if writable_address(mail.sender) else mail.sender), NAME_LIMIT),
        product=product_in(mail.subject, vendor),
        kind=kind_of(mail),
        subject=_line(mail.subject, SUBJECT_LIMIT),
        message=words_of(mail),
    )


def said_by(mail: IncomingMail, name: str, kept: str) -> Said:
    """Who wrote it and what it says, under this id; for a mail that is no request."""
    return Said(
        id=name,
        email=_line(mail.sender, _LONGEST_ADDRESS),
        name=_line(mail.sender_name, NAME_LIMIT),
        subject=_line(mail.subject, SUBJECT_LIMIT),
        text=words_of(mail),
        refused_files=file_names(mail),
        **by_mail(mail, kept).model_dump(),
    )


def by_mail(mail: IncomingMail, kept: str) -> ByMail:
    """What the turn is to know of the mail, which is kept under this id."""
    left = TEXT_LIMIT - len(words_of(mail))
    message_id = _line(mail.message_id, MESSAGE_ID_LIMIT)
    return ByMail(message_id=message_id, quoted=_cut(writable(mail.quoted), max(left, 0)), mail=kept)


def words_of(mail: IncomingMail) -> str:
    """What is new in the mail, else all of it; never empty. What could not be read is named first."""
    words = writable(mail.fresh) or writable(mail.text) or _NO_WORDS
    told = f"[{writable(mail.unreadable)}]\n\n{words}" if mail.unreadable else words
    return _cut(told, TEXT_LIMIT)


def given_files(mail: IncomingMail) -> tuple[GivenFile, ...]:
    """The files that came along, for the desk to judge; where there are very many, the first of them."""
    return tuple(GivenFile(each.name, each.content) for each in mail.files[:MOST_FILES])


def file_names(mail: IncomingMail) -> tuple[str, ...]:
    """The names of the files that came along; they are in the mail as it is kept."""
    return tuple(_line(each.name, FILE_NAME_LIMIT) or "-" for each in mail.files[:MOST_FILES])


def kind_of(mail: IncomingMail) -> Kind:
    """As the address says (``support+error@``) or the subject begins (``Fel: ...``), else a question."""
    tags = [tag for each in mail.recipients for tag in _TAG.findall(each)]
    first = _FIRST_WORD.match(mail.subject)
    words = [*tags, first.group(1)] if first else tags
    named = (kind for word in words for kind, names in FIRST_WORDS.items() if word.casefold() in names)
    return next(named, Kind.QUESTION)


def product_in(subject: str, vendor: Vendor) -> str:
    """The product whose exact name stands in the subject, where exactly one does; else ""."""
    found = [
        each.name
        for each in vendor.products
        if re.search(rf"(?<!\w){re.escape(each.name)}(?!\w)", subject, re.IGNORECASE)
    ]
    return found[0] if len(found) == 1 else ""


def language_hint(mail: IncomingMail) -> Language | None:
    """The language that the mail's header names: a hint, as a browser's is."""
    first = mail.language.partition(",")[0].strip().partition("-")[0].casefold()
    return next((each for each in Language if each.value == first), None)


def writable_address(text: str) -> str:
    """The address, where mail can be sent to it; else ""."""
    try:
        address = _ADDRESS.validate_python(text)
    except ValidationError:
        return ""
    return address if len(address) <= _LONGEST_ADDRESS else ""


def _line(text: str, limit: int) -> str:
    return " ".join(on_one_line(text).split())[:limit].strip()


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + _CUT
