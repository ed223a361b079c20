"""A conference that a turn asked for: the slots that were offered, and what became of them.

What was done is kept in order, because a clock may learn only later from when it runs: how the acts end it is
reckoned anew from them, in ``conference_clock``.
"""

from enum import StrEnum
from typing import Self

from shared.domain.values.attendance import Attendance
from shared.domain.values.frozen import Frozen, Instant


class Way(StrEnum):
    """How people meet."""

    TELEPHONE = "telephone"
    TEAMS = "teams"


class Slot(Frozen):
    """A time at which a conference can be held. ``host``: the supporter who will be there.

    The number or address at which people meet is kept beside the events, under the slot's id.
    """

    id: str
    start: Instant
    end: Instant
    way: Way
    host: str


class Deed(StrEnum):
    """What somebody did about a conference."""

    OFFERED = "offered"
    PICKED = "picked"
    OTHERS_ASKED = "others_asked"
    DECLINED = "declined"
    MOVED = "moved"
    CANCELLED = "cancelled"


_IN_CALENDARS = frozenset({Deed.PICKED, Deed.MOVED, Deed.CANCELLED, Deed.DECLINED})


class Act(Frozen):
    """One act, in the order of the log. ``slots``: those that were offered, or the one that was chosen.

    ``entry`` and ``content`` tell a repetition.
    """

    deed: Deed
    at: Instant
    entry: str
    content: str = ""
    slots: tuple[Slot, ...] = ()


class Meeting(Frozen):
    """A conference that took place in another ticket, or to which the member did not come."""

    entry: str
    at: Instant
    author: str
    no_show: bool


class Conference(Frozen):
    """The conference of one turn. ``id`` never changes, wherever the turn goes: it names it in calendars.

    ``sequence`` is the number of times that its time or place in a calendar was set or taken away.
    ``attendance``: what the member's calendar answered to the invitation to the time that holds.
    """

    turn: str
    id: str
    acts: tuple[Act, ...] = ()
    sequence: int = 0
    attendance: Attendance | None = None

    @property
    def picked(self) -> Slot | None:
        """The slot at which it is to be held, as it stands now."""
        chosen: Slot | None = None
        for act in self.acts:
            match act.deed:
                case Deed.PICKED | Deed.MOVED:
                    chosen = act.slots[0]
                case Deed.CANCELLED | Deed.DECLINED:
                    chosen = None
        return chosen

    @property
    def on_offer(self) -> tuple[Slot, ...]:
        """The slots that were offered and not taken back, whether or not they have passed."""
        offered: dict[str, Slot] = {}
        for act in self.acts:
            if act.deed is Deed.OFFERED:
                offered |= {slot.id: slot for slot in act.slots}
            elif act.deed in {Deed.CANCELLED, Deed.DECLINED, Deed.MOVED}:
                offered = {}
        return tuple(offered.values())

    @property
    def declined(self) -> bool:
        """The member wants it no more."""
        return any(act.deed is Deed.DECLINED for act in self.acts)

    def with_act(self, act: Act) -> Self:
        """The conference once this was done about it too."""
        in_calendars = act.deed in _IN_CALENDARS and (act.slots or self.picked)
        set_anew = {"sequence": self.sequence + 1, "attendance": None} if in_calendars else {}
        return self.but(acts=(*self.acts, act), **set_anew)

    def done(self, entry: str) -> Act | None:
        """The act of this entry, where it has been done."""
        return next((act for act in self.acts if act.entry == entry), None)
