"""What machines write about a ticket, at random."""

from random import Random

from shared.domain.incoming.incoming import Automatic
from shared.domain.mail.automatic_mail import decide_keeping
from shared.domain.tickets.changes import Changes, Said
from tests.properties.history import History


def machine(history: History, name: str, rng: Random) -> Changes:
    """A machine writes about the ticket, perhaps the same mail again."""
    said = Said(id=f"machine{rng.randrange(5)}", text="I am away.")
    return decide_keeping(history.ticket(name).state, said, rng.choice(list(Automatic)), history.now)
