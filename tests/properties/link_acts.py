"""Random acts on the links of a ticket, each through the real decisions."""

from random import Random

from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.domain.tickets.linking import decide_proving, decide_renewing, decide_revoking
from shared.domain.values.fields import ReasonBody
from shared.domain.values.identity import address_key
from tests.properties.history import SECRET, History

STILL = frozenset({"prove", "revoke", "renew"})
"""Acts that change no clock."""

PEOPLE = (Recipient(address="eva@acme.example.org"), Recipient(address="bea@acme.example.org"))


def prove(history: History, name: str, rng: Random) -> Changes:
    """Somebody confirms the address that its link was mailed to."""
    person = address_key(SECRET, rng.choice(PEOPLE).address)
    return decide_proving(history.ticket(name).state, person, history.now)


def revoke(history: History, name: str, rng: Random) -> Changes:
    """A supporter revokes the links; perhaps the same request comes again."""
    entry = Entry(id=f"r{rng.randrange(3)}", content="c")
    given = ReasonBody(author="anna", reason="forwarded")
    return decide_revoking(history.ticket(name).state, given, entry, history.now, history.house)


def renew(history: History, name: str, rng: Random) -> Changes:
    """Somebody asks for a new link."""
    return decide_renewing(history.ticket(name).state, rng.choice(PEOPLE), history.now, history.house)
