"""How a conference clock ends, from what was done in order: by an act, or by the passing of time.

An offer of at least two slots that start in time is what the vendor can do: then the clock ends in time,
whatever the member makes of it. A slot that was picked and then missed is the vendor's breach all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.facts.conference import Act, Deed, Slot
from shared.domain.facts.ticket import Ending, How

DECLINED = "declined"
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Course:
    """How the clock goes, as far as is known from the acts.

    ``ends`` and ``ends_how``: how time alone will end it, or has, where nothing else does before.
    ``missed_after``: the vendor is to hold it by then, although the offer meets the clock at due.
    """

    ended: datetime | None = None
    how: How | None = None
    ended_by: str = ""
    cancelled: str = ""
    ends: datetime | None = None
    ends_how: How | None = None
    missed_after: datetime | None = None


@dataclass(slots=True)
class _Reckoning:
    """Where the acts have come to. ``wished``: the slot after due that the member picked of its own wish.

    ``late``: due passed with nothing that would have met it, which no later offer takes away.
    """

    due: datetime
    in_time: set[datetime] = field(default_factory=set)
    to_choose: set[datetime] = field(default_factory=set)
    owed: bool = False
    picked: Slot | None = None
    wished: Slot | None = None
    declined: Act | None = None
    over: datetime | None = None
    late: bool = False

    @property
    def enough(self) -> bool:
        return len(self.in_time) >= ENOUGH

    def ends(self) -> tuple[datetime | None, How | None]:
        """How time alone ends the clock, as it stands."""
        if self.over:
            return self.over, How.OFFERED_NO_CHOICE
        if self.wished:
            return self.due, How.OFFER
        if self.enough and not self.owed and not self.late and self.picked is None:
            return min(self.due, max(self.to_choose)), How.OFFERED_NO_CHOICE
        return None, None

    def do(self, act: Act) -> None:
        """One more act; what time has ended or let pass before it is past for good."""
        self._pass_time(act.at)
        if self.over:
            self._choose_after_all(act)
        elif self.declined:
            return
        elif act.deed is Deed.DECLINED:
            self.declined = act
        elif not self.missed(act.at):
            self._do(act)

    def _pass_time(self, now: datetime) -> None:
        """Due or the last slot has passed in silence; or the picked one has, and the vendor missed it."""
        ends, how = self.ends()
        if how is How.OFFERED_NO_CHOICE and ends and ends <= now:
            self.over = ends
        self.late = self.late or (ends is None and now > self.due)
        if self.picked and not self.wished and now > self.picked.start:
            self.picked, self.owed = None, True
            self._taken_back()

    def _choose_after_all(self, act: Act) -> None:
        """Of the slots that stood open at due the member may still pick one."""
        slot = act.slots[0] if act.deed is Deed.PICKED else None
        if slot and slot.start > self.due and slot.start in self.to_choose:
            self.picked = self.wished = slot
            self.over = None

    def _do(self, act: Act) -> None:
        match act.deed:
            case Deed.OFFERED:
                self._offered(act)
            case Deed.PICKED:
                self._picked(act.slots[0])
            case Deed.OTHERS_ASKED:
                self.owed = True
            case Deed.MOVED:
                self.picked = act.slots[0]
                self._taken_back()
            case Deed.CANCELLED:
                self.picked, self.owed = None, True
                self._taken_back()

    def missed(self, now: datetime) -> bool:
        """The slot that the member wished for has passed."""
        return self.wished is not None and now > self.wished.start

    def _offered(self, act: Act) -> None:
        starts = {slot.start for slot in act.slots if slot.start > act.at}
        self.in_time |= {start for start in starts if start <= self.due}
        self.to_choose |= starts
        self.owed = self.owed and not starts

    def _picked(self, slot: Slot) -> None:
        self.picked = slot
        self.wished = slot if self.enough and not self.late and slot.start > self.due else None

    def _taken_back(self) -> None:
        """An offer that the vendor takes back meets nothing; the slot that the member wished for stands."""
        if not self.wished:
            self.in_time, self.to_choose = set(), set()


def course(acts: Sequence[Act], endings: Sequence[Ending], start: datetime, due: datetime) -> Course:
    """How the clock of these instants goes; ``endings``: when it was held, or the member did not come."""
    reckoning = _Reckoning(due)
    for act in acts:
        reckoning.do(act)
    ends, how = reckoning.ends()
    ending = min(endings, key=lambda each: (each.at, each.how is How.NO_SHOW), default=None)
    wished, declined = reckoning.wished, reckoning.declined
    before = declined if declined and not (ending and ending.at <= declined.at) else None
    if wished:
        return _by_wish(wished, due, start, ending, before)
    if ending and not before and (ends is None or ending.at <= ends):
        return _by_entry(ending, start)
    if before:
        return _by_decline(before, start)
    return Course(ends=max(ends, start) if ends else None, ends_how=how)


def _by_wish(
    wished: Slot, due: datetime, start: datetime, ending: Ending | None, declined: Act | None
) -> Course:
    """The offer meets the clock at due, unless it ends before; a wish that is missed is a breach."""
    if declined:
        if due < declined.at <= wished.start:
            return Course(ends=due, ends_how=How.OFFER)
        return _by_decline(declined, start)
    if ending:
        if due < ending.at <= wished.end:
            return Course(ends=due, ends_how=How.OFFER)
        return _by_entry(ending, start)
    return Course(ends=due, ends_how=How.OFFER, missed_after=wished.start)


def _by_decline(declined: Act, start: datetime) -> Course:
    return Course(ended=max(declined.at, start), ended_by=declined.entry, cancelled=DECLINED)


def _by_entry(ending: Ending, start: datetime) -> Course:
    how = How.NO_SHOW if ending.how is How.NO_SHOW else How.HELD
    return Course(ended=max(ending.at, start), how=how, ended_by=ending.id)
