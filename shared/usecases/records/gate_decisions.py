"""What the gate has decided, for whoever watches."""

from shared.domain.events.message_events import EntitlementDecided
from shared.domain.tickets.changes import Changes
from shared.ports.telemetry import Happening, telemetry


def count_decisions(changes: Changes) -> None:
    """Count what the gate decided in these changes, once they are committed."""
    for event in changes.events:
        if isinstance(event, EntitlementDecided):
            covered = "yes" if event.covered else "no"
            telemetry().add(Happening.GATE_DECISIONS, covered=covered, reason=event.reason)
