"""The slots that the machine proposes: within hours, before due, with notice, and free."""

from datetime import UTC, datetime, timedelta

from shared.domain.conferences.proposing import LENGTH, Proposal, overlaps, proposals
from shared.domain.facts.conference import Slot, Way
from shared.domain.values.vendor import Supporter, Vendor
from shared.domain.values.working_hours import WorkingHours

MONDAY = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
"""10:10 in Stockholm."""
DUE = MONDAY + timedelta(hours=36)
HOUR = timedelta(hours=1)
OFFICE = WorkingHours.model_validate({"days": "mon-fri", "from": "08:00", "to": "12:00"})


def vendor(*supporters: Supporter) -> Vendor:
    return Vendor(sender_address="a@example.com", fallback_address="b@example.com", supporters=supporters)


def person(name: str, hours: WorkingHours | None = None, *, on_duty: bool = True) -> Supporter:
    return Supporter(id=name, name=name, address=f"{name}@example.com", hours=hours, on_duty=on_duty)


def busy(start: datetime, host: str = "anna") -> Slot:
    return Slot(id="s", start=start, end=start + LENGTH, way=Way.TEAMS, host=host)


def local(found: tuple[Proposal, ...]) -> list[str]:
    zone = vendor().zone
    return [f"{each.start.astimezone(zone):%a %H:%M}" for each in found]


def test_slots_begin_on_half_hours_an_hour_from_now_at_the_soonest_and_two_hours_apart() -> None:
    found = proposals("", DUE, (), MONDAY, vendor(person("anna")))
    assert local(found) == ["Mon 11:30", "Mon 13:30", "Mon 15:30", "Tue 08:00"]
    assert all(each.end - each.start == LENGTH for each in found)


def test_the_whole_slot_is_within_the_supporters_hours() -> None:
    found = proposals("", DUE, (), MONDAY, vendor(person("anna", OFFICE)))
    assert local(found) == ["Mon 11:30", "Tue 08:00", "Tue 10:00"]


def test_no_slot_begins_at_due_or_after_it() -> None:
    due = MONDAY + timedelta(hours=1, minutes=20)
    assert local(proposals("", due, (), MONDAY, vendor(person("anna")))) == []
    least = timedelta(microseconds=1)
    assert local(proposals("", due + least, (), MONDAY, vendor(person("anna")))) == ["Mon 11:30"]


def test_the_owner_on_duty_is_proposed_else_everybody_on_duty_is() -> None:
    team = vendor(person("anna"), person("bo"), person("cia", on_duty=False))
    assert {each.host for each in proposals("bo", DUE, (), MONDAY, team)} == {"bo"}
    assert {each.host for each in proposals("cia", DUE, (), MONDAY, team)} <= {"anna", "bo"}
    away = vendor(person("anna", on_duty=False))
    assert proposals("anna", DUE, (), MONDAY, away) == ()


def test_a_slot_that_its_supporter_has_already_goes_to_another() -> None:
    first = proposals("", DUE, (), MONDAY, vendor(person("anna")))[0]
    taken = (busy(first.start - timedelta(minutes=15)),)
    team = vendor(person("anna"), person("bo"))
    found = proposals("", DUE, taken, MONDAY, team)
    assert (found[0].start, found[0].host) == (first.start, "bo")
    assert local(proposals("", DUE, taken, MONDAY, vendor(person("anna"))))[0] == "Mon 12:00"


def test_by_night_a_supporter_who_works_always_is_proposed_only_where_no_day_is_left() -> None:
    evening = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
    by_day = proposals("", evening + timedelta(hours=36), (), evening, vendor(person("anna")))
    assert local(by_day)[0] == "Tue 08:00"
    at_night = proposals("", evening + timedelta(hours=4), (), evening, vendor(person("anna")))
    assert local(at_night) == ["Mon 21:00", "Mon 23:00"]


def test_slots_that_only_touch_do_not_overlap() -> None:
    slot = busy(MONDAY)
    assert not overlaps("anna", MONDAY + LENGTH, MONDAY + 2 * LENGTH, (slot,))
    assert not overlaps("anna", MONDAY - LENGTH, MONDAY, (slot,))
    assert overlaps("anna", MONDAY + LENGTH / 2, MONDAY + 2 * LENGTH, (slot,))
    assert not overlaps("bo", MONDAY, MONDAY + LENGTH, (slot,))
