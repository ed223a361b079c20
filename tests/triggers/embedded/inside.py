"""A product of Acme's: it gets a token for help, opens the form for its user, and the user sends it."""

import re
from urllib.parse import urlencode

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, Answer, call
from tests.triggers.examples import REQUEST, TOKEN

PAT = "pat@home.example.net"
"""A user at Acme, whose address nobody has told the vendor."""

SITE = "https://app.example.com"
FORM_IN_FRAME = "/api/intake/embedded"


async def help_token() -> str:
    """A token for Acme's users, as the product gets it."""
    member = (await call("POST", "/api/members/acme/token")).json["token"]
    made = await call("POST", "/api/help", headers={"Desk-Member-Token": member})
    assert (made.status, made.json["organisation"]) == (201, "Acme")
    return str(made.json["token"])


async def opens(headers: dict[str, str] | None = None, **said: str) -> Answer:
    """The product opens the form with what it says of its user."""
    return await call(
        "POST", f"{FORM_IN_FRAME}/open", urlencode(said).encode(), {**FORM, **BROWSER, **(headers or {})}
    )


async def sends(headers: dict[str, str] | None = None, **typed: str) -> Answer:
    """The user sends the form."""
    fields = REQUEST | {"email": PAT, "token": TOKEN} | typed
    return await call(
        "POST", FORM_IN_FRAME, urlencode(fields).encode(), {**FORM, **BROWSER, **(headers or {})}
    )


def ticket_of(answer: Answer) -> str:
    """The reference in the address of the thank-you page."""
    assert answer.status == 303, answer.text
    found = re.search(r"ticket=([a-z2-7]{16})", answer.headers["Location"])
    assert found
    return found[1]


def shown_in_frames(fake: FakeDesk, *sites: str) -> None:
    """These sites may show the form."""
    fake.vendor = fake.vendor.but(embed_origins=sites)
