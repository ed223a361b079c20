"""Somebody of the vendor's at the desk's pages, as the platform hands the requests over."""

from collections.abc import Mapping

from devstack.sign_in.people import DemoPerson
from tests.triggers.calling import BROWSER, Answer, call

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
