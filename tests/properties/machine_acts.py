"""What machines write about a ticket, at random."""

from random import Random

from shared.domain.automatic_mail import decide_keeping
from shared.domain.changes import Changes, Said
from shared.domain.incoming import Automatic
from tests.properties.history import History


def machine(history: History, name: str, rng: Random) -> Changes:
    """A machine writes about the ticket, perhaps the same mail again."""
    said = Said(id=f"machine{rng.randrange(5)}", text="I am away.")
    return decide_keeping(history.ticket(name).state, said, rng.choice(list(Automatic)), history.now)
