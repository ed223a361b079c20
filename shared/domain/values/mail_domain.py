"""Domains and addresses in the one form in which they are compared: IDNA 2008, ASCII, lower case.

``xn--strae-oqa.example`` and ``straße.example`` are one domain, and ``strasse.example`` is another. The
library that knows is slow to import, and hardly any domain needs it.
"""

import re
import unicodedata
from functools import lru_cache

_PLAIN = re.compile(
    r"(?=.{1,253}$)(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
    re.ASCII,
)
_NEVER_IN_DOMAINS = re.compile(r"[^\w.-]|_")
_NO_DOMAIN = "Write the domain alone, as in example.com."
_IGNORES_DOTS = frozenset({"gmail.com", "googlemail.com"})
_ONE_NAME = {"googlemail.com": "gmail.com", "me.com": "icloud.com", "mac.com": "icloud.com"}
_TAGGED_BY_HYPHEN = frozenset({"yahoo.com", "yahoo.se", "ymail.com", "rocketmail.com"})


@lru_cache(maxsize=4096)
def ascii_domain(text: str) -> str:
    """The domain as it is kept: what IDNA 2008 makes of it.

    Raises:
        ValueError: it is no domain of a mail address: one label, an empty label, a dot at its end, a star.
    """
    domain = unicodedata.normalize("NFC", text).lower()
    if _PLAIN.fullmatch(domain):
        return domain
    if "." not in domain.strip("."):
        raise ValueError(_NO_DOMAIN)
    return _by_library(domain)


def compared_domain(text: str) -> str:
    """The form in which a domain that somebody wrote is compared, also where it is none."""
    try:
        return ascii_domain(text)
    except ValueError:
        return unicodedata.normalize("NFC", text).lower()


def compared_address(address: str) -> str:
    """The form in which an address is compared: upper and lower case are one, and so are spellings."""
    local, _, domain = address.rpartition("@")
    if not local:
        return address.lower()
    return f"{unicodedata.normalize('NFC', local).lower()}@{compared_domain(domain)}"


def untagged_address(address: str) -> str:
    """The compared form without what stands behind a plus: a mailbox with plus addressing gets them all."""
    local, _, domain = compared_address(address).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" if local else domain


def mailbox_of(address: str) -> str:
    """One name for all spellings of an address that reach one mailbox, to count by and never to write to.

    What stands behind a plus counts nowhere, nor do dots and further names where a big provider says so. Two
    mailboxes that this takes for one share a limit, and nothing else.
    """
    local, _, domain = untagged_address(address).rpartition("@")
    if domain in _IGNORES_DOTS:
        local = local.replace(".", "")
    if domain in _TAGGED_BY_HYPHEN:
        local = local.partition("-")[0]
    return f"{local}@{_ONE_NAME.get(domain, domain)}"


def kept_address(address: str) -> str:
    """The address with its domain as it is kept. Raises ``ValueError`` as ``ascii_domain`` does."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


def _by_library(domain: str) -> str:
    """What the mail addresses' library takes, which checks by IDNA 2008 and answers in Unicode, in ASCII."""
    from pydantic.networks import validate_email  # noqa: PLC0415 - hardly any domain comes this way

    if _NEVER_IN_DOMAINS.search(domain):
        raise ValueError(_NO_DOMAIN)
    try:
        checked = validate_email(f"a@{domain}")[1]
    except ValueError:
        raise ValueError(_NO_DOMAIN) from None
    return ".".join(map(_ascii_label, checked.rpartition("@")[2].split(".")))


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
