"""How a conference clock went, replayed moment by moment from raw event rows, without the product's rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

type Event = dict[str, Any]
DEEDS = {
    "slots_offered": "offered",
    "slot_picked": "picked",
    "other_slots_asked": "others_asked",
    "conference_declined": "declined",
    "conference_moved": "moved",
    "conference_cancelled": "cancelled",
}


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def deeds_of(events: list[Event], turn: str) -> list[Event]:
    """What was done about this turn's conference, here or where the turn came from: deed, at, slots."""
    found = []
    for event in events:
        if event["event"] == "conference_taken" and event["turn"] == turn and event["taken"]:
            found += event["taken"]["acts"]
        elif event["event"] in DEEDS and event["turn"] == turn:
            slots = event.get("slots", [event["slot"]] if "slot" in event else [])
            found.append({"deed": DEEDS[event["event"]], "at": event["recorded"], "slots": slots})
    return found


def meetings_of(
    events: list[Event], turn: str, received: datetime, undone: set[str]
) -> list[tuple[datetime, str]]:
    """When it was held, or its member did not come: the instant and which."""
    return sorted((at, how) for entry, at, how in _meetings(events, turn, received) if entry not in undone)


def _meetings(events: list[Event], turn: str, received: datetime) -> Iterator[tuple[str, datetime, str]]:
    for event in events:
        match event:
            case {"event": "contact_logged", "contact": "conference", "conference_of": named}:
                at = _at(event["at"])
                if named == turn or (not named and at >= received):
                    yield event["entry"], at, "held"
            case {"event": "no_show_recorded", "turn": named} if named == turn:
                yield event["entry"], _at(event["at"]), "no_show"
            case {"event": "conference_taken", "turn": named} if named == turn:
                for each in event["meetings"]:
                    yield each["entry"], _at(each["at"]), "no_show" if each["no_show"] else "held"


@dataclass
class Replay:
    """The conference as it stands at one moment."""

    due: datetime
    table: dict[datetime, datetime] = field(default_factory=dict)
    early: set[datetime] = field(default_factory=set)
    chosen: datetime | None = None
    wish: tuple[datetime, datetime] | None = None
    owed: bool = False
    settled: datetime | None = None
    declined: datetime | None = None
    breached: bool = False

    def pass_to(self, moment: datetime) -> None:
        """What the time alone does up to this moment."""
        left_alone = self.wish is None and self.chosen is None and not self.owed
        silent = left_alone and not self.breached and len(self.early) > 1
        if silent and self.settled is None and moment >= min(self.due, max(self.table)):
            self.settled = min(self.due, max(self.table))
        if self.settled is None and self.wish is None and moment > self.due:
            self.breached = True
        if self.wish is None and self.chosen and moment > self.chosen:
            self._empty()

    def _empty(self) -> None:
        self.chosen, self.owed = None, True
        if self.wish is None:
            self.table, self.early = {}, set()

    def take(self, deed: Event, moment: datetime) -> None:
        """One thing is done."""
        starts = [(_at(slot["start"]), _at(slot["end"])) for slot in deed["slots"]]
        if self.settled:
            if deed["deed"] == "picked" and starts[0][0] > self.due and starts[0][0] in self.table:
                self.settled, self.wish, self.chosen = None, starts[0], starts[0][0]
        elif self.declined is None and deed["deed"] == "declined":
            self.declined = moment
        elif self.declined is None and not (self.wish and moment > self.wish[0]):
            self._do(deed["deed"], starts, moment)

    def _do(self, deed: str, starts: list[tuple[datetime, datetime]], moment: datetime) -> None:
        if deed == "offered":
            coming = {start: end for start, end in starts if start > moment}
            self.table |= coming
            self.early |= {start for start in coming if start <= self.due}
            self.owed = self.owed and not coming
        elif deed == "picked":
            self.chosen = starts[0][0]
            wished = len(self.early) > 1 and starts[0][0] > self.due and not self.breached
            self.wish = starts[0] if wished else None
        elif deed == "others_asked":
            self.owed = True
        elif deed == "moved":
            self._empty()
            self.chosen, self.owed = starts[0][0], False
        else:
            self._empty()


def outcome(
    deeds: list[Event], meetings: list[tuple[datetime, str]], due: datetime, now: datetime
) -> tuple[datetime, str] | None:
    """When and how it has ended by now; None while it has not."""
    replay = Replay(due)
    for deed in deeds:
        moment = _at(deed["at"])
        replay.pass_to(moment)
        replay.take(deed, moment)
    replay.pass_to(now)
    met = meetings[0] if meetings else None
    if replay.declined and not (met and met[0] <= replay.declined):
        met = (replay.declined, "declined")
    if replay.wish:
        return _by_wish(replay.wish, met, due, now)
    if met and not (replay.settled and met[0] > replay.settled):
        return met
    return (replay.settled, "offered_no_choice") if replay.settled else None


def _by_wish(
    wish: tuple[datetime, datetime], met: tuple[datetime, str] | None, due: datetime, now: datetime
) -> tuple[datetime, str] | None:
    """Met at due, unless something ended it before, or nobody was there at the slot that was wished for."""
    if met is None:
        return (due, "offer") if due <= now <= wish[0] else None
    kept_until = wish[0] if met[1] == "declined" else wish[1]
    return (due, "offer") if due < met[0] <= kept_until else met


def names_of_conference(ended: Event | None, *, late: bool, running: bool) -> list[str]:
    """The figures in which it is one."""
    names = ["conferences_asked_for"] + ["conferences_open"] * running
    if ended is None:
        return names
    if ended["how"] == "declined":
        return [*names, "conferences_declined"]
    in_time = {"held": "in_time", "offer": "by_offer", "offered_no_choice": "no_choice"}
    kept = in_time.get(ended["how"], "")
    return names + [f"conferences_{kept}"] * bool(kept and not late)
