"""Somebody of the vendor's at the desk's pages, as the platform hands the requests over."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from devstack.sign_in.people import DemoPerson
from tests.examples.member_links import form_for
from tests.triggers.calling import BROWSER, FORM, Answer, call

ANNA = DemoPerson("Anna", "anna@example.com", ("Supporter",))
BO = DemoPerson("Bo", "bo@example.com", ("Supporter",))
OLGA = DemoPerson("Olga", "olga@example.com", ("Owner",))
NILS = DemoPerson("Nils", "nils@example.com", ())
STRANGE = DemoPerson("Sten", "sten@example.com", ("Supporter",))

READS = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


async def look(
    address: str, person: DemoPerson | None = ANNA, more: Mapping[str, str] | None = None
) -> Answer:
    """Open this page in the browser of a person who has signed in; None: who has not."""
    signed = person.headers if person else {}
    return await call("GET", address, headers={**BROWSER, **READS, **signed, **(more or {})})


SENDS = {"Origin": "http://127.0.0.1:7071", "Sec-Fetch-Site": "same-origin"}


async def send(
    address: str, fields: Mapping[str, str], person: DemoPerson = ANNA, more: Mapping[str, str] | None = None
) -> Answer:
    """Send these fields as the page's own form does."""
    headers = {**FORM, **BROWSER, **SENDS, **person.headers, **(more or {})}
    return await call("POST", address, urlencode(fields).encode(), headers)


async def act(address: str, name: str, person: DemoPerson = ANNA, /, **typed: str) -> Answer:
    """Open the ticket's page, fill in its form of this name, and send it."""
    page = await look(address, person)
    return await send(address, form_for(page.text, name) | typed, person)


def said_at_fields(page: str) -> dict[str, str]:
    """What is said at each field that is wrong, by the field's id."""
    return dict(re.findall(r'<span class="wrong" id="([\w-]+)-wrong">([^<]+)</span>', page))
