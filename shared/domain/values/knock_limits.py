"""How much may come by the open door."""

from datetime import timedelta

from shared.domain.values.frozen import Frozen


class KnockLimits(Frozen):
    """How many requests an hour: of one mailbox, of one network, and of everybody before strangers wait.

    ``per_token``: with one member's tokens for help, before the address alone says whose a request is.
    ``guesses``: links that do not open, of one network an hour. ``soonest``: nobody types a form in less.
    """

    per_address: int = 20
    per_network: int = 120
    in_total: int = 300
    per_token: int = 120
    guesses: int = 60
    soonest: timedelta = timedelta(seconds=3)
