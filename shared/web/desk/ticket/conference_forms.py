"""What a supporter can do about a ticket's conferences: offer times, move, call off, say how it went."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.domain.facts.conference import Way
from shared.domain.values.fields import LATEST_DAY
from shared.mail.instants import instant_in_line, zone_in_line
from shared.mail.vocabulary import WAYS
from shared.mail.wording import words
from shared.usecases.desk.desk_conferences import OpenConference
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.usecases.views.meeting_views import SlotView
from shared.web.desk.desk_page import Reading
from shared.web.desk.forms import ActForm, FormField, optional
from shared.web.desk.ticket.conference_fields import ticked
from shared.web.desk.ticket.ticket_forms import DeskAct, called

CONFERENCES_TEXTS = words(Path(__file__).with_name("conferences.toml"))
_YEARS = range(1970, LATEST_DAY.year + 1)


def conference_forms(ticket: DeskTicket, reading: Reading, typed: Mapping[str, object]) -> Iterator[ActForm]:
    """Of each conference that is still to be held. ``typed``: what the form had that comes again."""
    several = len(ticket.conferences) > 1
    for each in ticket.conferences:
        of_this = typed if typed.get("about") == each.turn else {}
        forms = _Conferring(each, ticket, reading, of_this).forms()
        which = called(each.turn, ticket, reading) if several else ""
        yield from (replace(form, about=each.turn, which=which) if several else form for form in forms)


@dataclass(frozen=True, slots=True)
class _Conferring:
    """One conference, for whom its forms are, and what had been typed in one of them."""

    conference: OpenConference
    ticket: DeskTicket
    reading: Reading
    typed: Mapping[str, object]

    def forms(self) -> Iterator[ActForm]:
        """What can be said of it as it stands: how it went, only once its time has come."""
        about, note = FormField("about", "hidden", self.conference.turn), optional("note", "area")
        seen = FormField("answers_up_to", "hidden", self.ticket.view.last_turn)
        reason, slot = FormField("reason", "text"), self.conference.slot
        yield ActForm(DeskAct.OFFER, (about, *self._offered(), *self._where()))
        if slot:
            length = FormField("minutes", "hidden", str((slot.end - slot.start) // timedelta(minutes=1)))
            yield ActForm(DeskAct.MOVE, (about, length, *self._moved(), *self._where(), reason))
        unwanted = FormField(
            "declined", "checkbox", "" if slot or self.conference.offered else "true", needed=False
        )
        yield ActForm(DeskAct.CANCEL, (about, unwanted, reason))
        if slot is None or self.conference.begun:
            yield ActForm(DeskAct.HELD, (about, seen, optional("at", "datetime-local"), note))
        if self.conference.begun and not self.conference.missed:
            yield ActForm(DeskAct.NO_SHOW, (about, note))

    def _unwanted(self) -> FormField:
        """Whether the member wants none: ticked, where there is nothing else to call off."""
        standing = self.conference.slot or self.conference.offered
        return FormField("declined", "checkbox", "" if standing else "true", needed=False)

    def _offered(self) -> Iterator[FormField]:
        """Free times to tick, two of one's own, and why, for those after the deadline."""
        texts, due = CONFERENCES_TEXTS[self.reading.language], self.conference.due
        enough = texts["enough"].format(due=self._line(due)) if due else ""
        yield self._said(enough)
        before = self._ticked(DeskAct.OFFER)
        if times := self._times(before):
            yield FormField("time", "times", " ".join(before), times, needed=False)
        yield FormField("start1", "datetime-local", needed=not times)
        yield optional("start2", "datetime-local")
        if due:
            yield optional("reason", "text")

    def _moved(self) -> Iterator[FormField]:
        """A free time, or one of one's own."""
        yield self._said("")
        times = self._times(self._ticked(DeskAct.MOVE))
        if times:
            other = ("", CONFERENCES_TEXTS[self.reading.language]["other"])
            yield FormField("time1", "select", "", (other, *times), needed=False)
        yield FormField("start1", "datetime-local", needed=not times)

    def _said(self, more: str) -> FormField:
        """In whose time all times are; and where none is free, that none is."""
        texts = CONFERENCES_TEXTS[self.reading.language]
        zone = texts["zone"].format(zone=zone_in_line(self.reading.vendor.zone, self.reading.language))
        none = "" if self.conference.times else texts["none_free"]
        return FormField("said", "hint", " ".join(filter(None, (zone, more, none))))

    def _ticked(self, act: DeskAct) -> tuple[str, ...]:
        return ticked(self.typed) if self.typed.get("act") == act else ()

    def _times(self, before: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Those that are free, and those that had been ticked before."""
        free = {each.start.isoformat(): each.start for each in self.conference.times}
        again = {each: at for each in before if (at := _instant(each))}
        found = sorted((free | again).items(), key=lambda each: each[1])
        return tuple((value, self._called(at)) for value, at in found)

    def _called(self, at: datetime) -> str:
        texts, due = CONFERENCES_TEXTS[self.reading.language], self.conference.due
        return texts["late"].format(at=self._line(at)) if due and at > due else self._line(at)

    def _line(self, at: datetime) -> str:
        return instant_in_line(at, self.reading.vendor.zone, self.reading.language)

    def _where(self) -> Iterator[FormField]:
        """How people meet, and where: as it was last."""
        ways = tuple((each.value, WAYS[self.reading.language][each]) for each in Way)
        last = next(self._slots(), None)
        yield FormField("way", "select", last.way if last else "", ways)
        yield FormField("place", "text", last.place if last else "")

    def _slots(self) -> Iterator[SlotView]:
        """Those that were named for it, the last first."""
        acts = (each.acts for each in self.ticket.view.conferences if each.turn == self.conference.turn)
        for act in reversed(next(acts, ())):
            yield from act.slots


def _instant(sent: str) -> datetime | None:
    """When this is; None where it is no instant that a conference may begin at."""
    try:
        at = datetime.fromisoformat(sent)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo and at.year in _YEARS else None
