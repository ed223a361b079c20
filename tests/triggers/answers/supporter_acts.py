"""Every act of a supporter on a ticket: its address, and a body that is right."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.desk import START
from tests.triggers.work.quoting import MINUTES, QUOTE

UNKNOWN = "a" * 16
ANNA = {"author": "anna"}
WHY = {"author": "anna", "reason": "It was meant for another."}
REPLY = {"author": "anna", "text": "Press Save first.", "answers_up_to": "m1"}
SLOTS = [
    {"start": START.replace(hour=hour).isoformat(), "way": "telephone", "place": "08-1"} for hour in (14, 15)
]
ACTS: Mapping[str, Mapping[str, Any]] = {
    "answers": REPLY,
    "contacts": {"author": "anna", "contact": "call", "answers_up_to": "m1"},
    "owner": {"owner": "anna"},
    "notes": {"author": "anna", "text": "Seen before."},
    "close": WHY,
    "messages": {"message": "And more."},
    "turns/{turn}/no-answer-needed": WHY,
    "turns/{turn}/take": WHY,
    "turns/{turn}/split": ANNA,
    "turns/{turn}/material": WHY,
    "turns/{turn}/material/drop": WHY,
    "merge": {"author": "anna", "into": "b" * 16},
    "entries/{entry}/withdraw": WHY,
    "conferences/{turn}/offers": {"author": "anna", "slots": SLOTS},
    "conferences/{turn}/move": {**WHY, **SLOTS[0]},
    "conferences/{turn}/cancel": WHY,
    "conferences/{turn}/held": ANNA,
    "conferences/{turn}/no-show": ANNA,
    "links/revoke": WHY,
    "sessions": {"author": "anna", "join_address": "https://help.example.com/1", "turn": "m1"},
    "sessions/{session}/withdraw": WHY,
    "sessions/{session}/start": ANNA,
    "sessions/{session}/end": ANNA,
    "quotes": QUOTE,
    "quotes/{quote}/withdraw": WHY,
    "minutes": MINUTES,
    "minutes/{entry}/withdraw": WHY,
}
"""What follows the ticket in the address, and a body that is right."""


def method_of(act: str) -> str:
    return "PUT" if act == "owner" else "POST"


def address_of(ticket: str, act: str, name: str = UNKNOWN, turn: str = "m1") -> str:
    """The act's address, with this name in the place of an entry, a session or a quote."""
    return f"{ticket}/{act}".format(turn=turn, entry=name, session=name, quote=name)
