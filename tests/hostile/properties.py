"""What holds whatever is asked: each check names what it found."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from shared.ports.mailer import Mail
from shared.ports.store import Table
from tests.examples.allowed_pages import refused_by_policy
from tests.fakes.desk import SECRET, FakeDesk
from tests.hostile.requests import Answered, Request
from tests.triggers.examples import STANDARD_SECRET, STRIPE_SECRET

SECRETS = (
    SECRET.decode(),
    "a link key for tests only",
    STANDARD_SECRET,
    STRIPE_SECRET,
    "Traceback (",
    "site-packages",
)
OPENS = {"intake", "intake_trusted", "tickets", "intake_mail"}
_ACTIVE = {"iframe", "object", "embed", "applet", "base", "frame", "link:import"}
_ADDRESSED = {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"}
_NO_ICON = "data:,"
"""The pages' own word for a site that has none."""
_SCHEMES = {"", "http", "https", "mailto", "tel"}
_REFERENCE = re.compile(rb"[a-z2-7]{16}")


def broken(request: Request, answered: Answered, fake: FakeDesk) -> Iterator[str]:
    """What does not hold of this answer."""
    if answered.status >= 500 and request.door.id != "health":
        yield f"{answered.status}"
    if answered.status < 400 and request.door.id in OPENS and not _ticket_kept(request, answered, fake):
        yield "no ticket"
    if answered.media == "text/html":
        yield from (f"active: {each}" for each in active(answered.body.decode()))
    yield from (f"header {name}" for name, text in answered.headers.items() if not _is_line(f"{name}{text}"))
    told = answered.body.decode(errors="replace") + json.dumps(dict(answered.headers))
    yield from (f"secret: {each}" for each in SECRETS if each in told)


def broken_mails(mails: Sequence[Mail]) -> Iterator[str]:
    """What does not hold of mails that left."""
    for mail in mails:
        styled = (
            each for each in active(mail.html) if not each.endswith(" style")
        )  # mail programs know no sheets
        yield from (f"active in a mail: {each}" for each in styled)
        lines = (mail.subject, mail.to.address, mail.to.name, *mail.headers, *mail.headers.values())
        yield from (f"a line of a mail: {each!r}" for each in lines if not _is_line(each))
        yield from (f"secret in a mail: {each}" for each in SECRETS if each in mail.text + mail.html)


def active(page: str) -> list[str]:
    """What a browser would run, load or be led by on this page."""
    reader = _Active()
    reader.feed(page)
    return refused_by_policy(page) + reader.found


class _Active(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep elements that load or lead, and addresses that run."""
        named = dict(attrs)
        self.found += [tag] if tag in _ACTIVE else []
        self.found += (
            ["refresh"] if tag == "meta" and (named.get("http-equiv") or "").lower() == "refresh" else []
        )
        addresses = (text or "" for name, text in attrs if name in _ADDRESSED)
        self.found += [each for each in addresses if each != _NO_ICON and _scheme(each) not in _SCHEMES]


def _scheme(address: str) -> str:
    """As a browser reads it: blanks and control characters count for nothing."""
    bare = "".join(letter for letter in address if letter > " ")
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found else ""


def _is_line(text: str) -> bool:
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text)


def _ticket_kept(request: Request, answered: Answered, fake: FakeDesk) -> bool:
    """Whether what the answer calls a ticket is one; a mail that is none is kept at least."""
    stored = fake.store.everything()
    if request.door.id == "intake_mail":
        said = json.loads(answered.body)
        mails = any(table is Table.MAILS and said["mail"] in f"{at}{key}" for table, at, key in stored)
        return mails and (not said["ticket"] or _is_ticket(said["ticket"], fake))
    if answered.media == "application/json":
        return _is_ticket(json.loads(answered.body)["ticket"], fake)
    if answered.status == 303:
        return _is_ticket(parse_qs(urlsplit(answered.headers["Location"]).query)["ticket"][0], fake)
    return any(_is_ticket(each.decode(), fake) for each in _REFERENCE.findall(answered.body))


def _is_ticket(reference: str, fake: FakeDesk) -> bool:
    return (Table.TICKETS, reference) in fake.store.partitions()
