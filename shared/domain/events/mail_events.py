"""What mails do to a ticket beside carrying words: our own that were told or have ended, and machines'."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.ticket import TicketState, Told
from shared.domain.incoming.incoming import Automatic
from shared.domain.values.frozen import Instant
from shared.domain.values.vendor import Level


class Escalated(Event):
    """People are told that a clock has come to these levels: each (clock, level, due) exactly once."""

    event: Literal["escalated"] = "escalated"
    clock: str
    levels: tuple[Level, ...]
    due: Instant

    def _effect(self, state: TicketState) -> TicketState:
        told = (Told(clock=self.clock, level=level, due=self.due) for level in self.levels)
        return state.but(told=(*state.told, *told))


class MailEnded(Event):
    """A mail of this ticket left the outbox: sent, failed for good, or withdrawn as pointless."""

    event: Literal["mail_ended"] = "mail_ended"
    send: str
    letter: str
    result: Literal["sent", "failed", "withdrawn"]
    reason: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        """Nothing: that it ended is for the log, and for the books."""
        return state


class AutomaticMailKept(Event):
    """A machine's mail about this ticket: no turn, no clock, no receipt, and a closed ticket stays closed."""

    event: Literal["automatic_mail_kept"] = "automatic_mail_kept"
    mail: str
    why: Automatic

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(automatic_mails=(*state.automatic_mails, self.mail))


MailEvent = Escalated | MailEnded | AutomaticMailKept
