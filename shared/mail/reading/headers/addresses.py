"""Who a mail is from and to: mailboxes as written, also from headers that break the rules."""

import re
from collections.abc import Iterator
from email.errors import InvalidHeaderDefect
from email.headerregistry import AddressHeader

from shared.mail.reading.headers.encoded_words import as_meant
from shared.mail.reading.headers.headers import AnyMessage, written_values
from shared.mail.reading.headers.lenient_policy import LENIENT, MOST_KEPT, decoded_words
from shared.mail.reading.text.cleaning import clean_line, without_surrogates
from shared.mail.reading.text.notes import Notes

MOST_RECIPIENTS = 200
MOST_HEADERS = 5
"""Headers of one name that are read: each may take the library 50 ms."""

_BARE = re.compile(r"[^\s<>()\[\]:;,@\"]{1,128}@[^\s<>()\[\]:;,@\"]{1,255}+(?!@)")
_ADDRESS_AS_NAME = re.compile(
    r"(^|[,:;])\s{0,5}<?([^\s<>()\[\]:;,@\"]{1,128}\s{0,5}@\s{0,5}[^\s<>()\[\]:;,@\"]{1,255})>?\s{0,5}(?=<)"
)
_SCHEME = re.compile(r"(?<![\w.+-])(?:mailto|smtp):\s{0,5}(?=[^\s<>@:]{1,128}@)", re.IGNORECASE)
_ANGLED = re.compile(r"\"?([^\"<>,;]{0,200})\"?\s{0,5}<([^<>@\s]{1,128}@[^<>@\s]{1,255})>")
_TO = ("to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to")


def sender_of(message: AnyMessage) -> tuple[str, str]:
    """The address in From and its name; of several the one that Sender names, else the first.

    Without a usable From, Sender and then Return-Path stand in.
    """
    authors, senders = mailboxes(message, "from"), mailboxes(message, "sender")
    agreed = [
        each for each in authors if each[0].casefold() in {address.casefold() for address, _ in senders}
    ]
    stand_ins = [*agreed, *authors, *senders, *mailboxes(message, "return-path")]
    return stand_ins[0] if stand_ins else ("", "")


def recipients_of(message: AnyMessage) -> tuple[str, ...]:
    """Every address that the mail says it was sent to, each once."""
    found: dict[str, str] = {}
    for address in (address for name in _TO for address, _ in mailboxes(message, name)):
        found.setdefault(address.casefold(), address)
    return tuple(found.values())[:MOST_RECIPIENTS]


def mailboxes(message: AnyMessage, name: str) -> list[tuple[str, str]]:
    """Address and name of each mailbox in these headers, those in groups too; only what has an ``@``."""
    return [
        each for written in written_values(message, name)[:MOST_HEADERS] for each in _in_header(name, written)
    ]


def is_well_formed(message: AnyMessage, name: str) -> bool:
    """Whether everybody reads the same out of the mailboxes in this one header: it keeps the rules."""
    written = written_values(message, name)
    read = [LENIENT.header_fetch_parse(name, each) for each in written[:1]]
    return len(written) == 1 and all(
        isinstance(each, AddressHeader)
        and not any(isinstance(defect, InvalidHeaderDefect) for defect in getattr(each, "defects", ()))
        for each in read
    )


def _in_header(name: str, written: str) -> list[tuple[str, str]]:
    """As the library reads it; where that finds nothing, what looks like an address.

    ``mailto:`` and ``smtp:`` before an address are no part of it. An address that stands as a name before the
    true one, without quotation marks, is a name.
    """
    written = _SCHEME.sub("", written)
    value = LENIENT.header_fetch_parse(name, written)
    if getattr(value, "defects", ()):
        value = LENIENT.header_fetch_parse(name, _ADDRESS_AS_NAME.sub(r'\1 "\2" ', written[:MOST_KEPT]))
    read = list(_as_read(value)) if isinstance(value, AddressHeader) else []
    if read:
        return read
    meant = as_meant(name, without_surrogates(written[:MOST_KEPT]), Notes())
    return _as_seen(clean_line(decoded_words(meant)))


def _as_read(header: AddressHeader) -> Iterator[tuple[str, str]]:
    for each in header.addresses:
        address = clean_line(each.addr_spec)
        if each.username and each.domain:
            yield address, clean_line(each.display_name)


def _as_seen(text: str) -> list[tuple[str, str]]:
    angled = [(address, clean_line(name.strip(" '\""))) for name, address in _ANGLED.findall(text)]
    return angled or [(address.strip("."), "") for address in _BARE.findall(text)]


def domain_of(address: str) -> str:
    """The domain in lower case, "" where there is none."""
    return address.rpartition("@")[2].strip(" <>.").lower() if "@" in address else ""
