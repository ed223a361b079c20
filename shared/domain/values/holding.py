"""Why a stranger's request is held at the door."""

from enum import StrEnum


class WhyHeld(StrEnum):
    """What a request did, or lacked, for which it waits to be confirmed or taken by a supporter."""

    TRAPPED = "trapped"
    """It filled in a field that no person sees, or came sooner than anybody types."""
    FLOOD = "flood"
    """More requests came by the open door than a supporter could read."""
    UNPROVED = "unproved"
    """Nothing was worked out for it: no script ran, or a program sent it."""
