"""What a mail that no person wrote does to a ticket: it is kept, and nothing else."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.incoming.incoming import Automatic


class AutomaticMailKept(Event):
    """A machine's mail about this ticket: no turn, no clock, no receipt, and a closed ticket stays closed."""

    event: Literal["automatic_mail_kept"] = "automatic_mail_kept"
    mail: str
    why: Automatic
