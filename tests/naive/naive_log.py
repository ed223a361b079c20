"""A ticket's events as they stand in its rows, and what they say without the product's own rules."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.ports.store import Table
from tests.fakes.store import MemoryStore

type Event = dict[str, Any]


def instant(event: Event, name: str = "at") -> datetime:
    return datetime.fromisoformat(event[name])


@dataclass
class Log:
    """One ticket's events, looked through again for every question."""

    ticket: str
    events: list[Event]

    def of(self, *kinds: str) -> list[Event]:
        return [each for each in self.events if each["event"] in kinds]

    def member(self) -> str:
        return str(next((e["member"] for e in reversed(self.of("entitlement_decided")) if e["member"]), ""))

    def entitlement(self, turn: str) -> Event:
        said = [e for e in self.of("entitlement_decided", "entitlement_settled") if e["turn"] == turn]
        return next(each for each in reversed(said) if "covered" in each) | {"marks": said[-1]["marks"]}

    def closed(self) -> bool:
        last = self.of("ticket_closed", "ticket_merged", "ticket_dropped", "message_received")[-1]
        return bool(last["event"] != "message_received")

    def at_door(self) -> str:
        """What became of what was held; "" where nothing was, or it was let through."""
        if self.closed():
            return "dropped" if self.of("ticket_dropped") else ""
        doings = self.of("ticket_held", "ticket_let_through", "ticket_dropped")
        return "held" if doings and doings[-1]["event"] == "ticket_held" else ""

    def undone(self) -> set[str]:
        withdrawn = {each["entry"] for each in self.of("entry_withdrawn")}
        return withdrawn | {each["answer"] for each in self.of("answer_refused", "answer_bounced")}

    def endings(self) -> list[Event]:
        """What ended turns, with ``turns`` and ``how``, the earliest first."""
        found = [
            {**each, "turns": self._named(place, each), "how": HOW[each["event"]]}
            for place, each in enumerate(self.events)
            if each["event"] in HOW and each.get("answer", each.get("entry")) not in self.undone()
        ]
        return sorted(found, key=instant)

    def _named(self, place: int, event: Event) -> list[str]:
        if event["event"] == "turn_ended":
            return [event["turn"]]
        last = event["answers_up_to"]
        turns = [each["turn"] for each in self.events[:place] if each["event"] == "message_received"]
        return turns[: turns.index(last) + 1] if last else []

    def first_ending(self, turn: str) -> Event | None:
        return next((each for each in self.endings() if turn in each["turns"]), None)


HOW = {
    "answer_committed": "answer",
    "contact_logged": "contact",
    "turn_ended": "no_answer_needed",
}


def logs(store: MemoryStore) -> list[Log]:
    """Every ticket's events in order."""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for (table, ticket, key), text in sorted(store.everything().items()):
        if table is Table.TICKETS and key.startswith("event-"):
            found[ticket].append(json.loads(text))
    return [Log(ticket, events) for ticket, events in found.items()]
