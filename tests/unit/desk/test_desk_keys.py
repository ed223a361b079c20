"""Every key of the desk's list does one thing, which there is, and is said in both languages."""

from pathlib import Path

from shared.domain.values.vendor import Language
from shared.usecases.desk.desk_views import DeskView
from shared.web.desk import keys
from shared.web.desk.keys import KEYS, keys_shown
from shared.web.desk.ticket.ticket_forms import DeskAct

SCRIPT = Path(keys.__file__).with_name("keys.js").read_text(encoding="utf-8")


def test_every_key_does_one_thing_that_there_is() -> None:
    for each in KEYS:
        assert [bool(each.does), bool(each.act), bool(each.view)].count(True) == 1, each
        assert not each.does or f"    {each.does}: () =>" in SCRIPT
        assert not each.act or each.act in set(DeskAct)
        assert not each.view or each.view in set(DeskView)


def test_no_key_is_the_beginning_of_another() -> None:
    pressed = [each.pressed.split() for each in KEYS]
    assert not [(a, b) for a in pressed for b in pressed if a != b and b[: len(a)] == a]


def test_every_key_is_said_in_both_languages_and_leads_where_it_says() -> None:
    for language in Language:
        shown = keys_shown(lambda path, **query: f"{path}?{query['view']}", language)
        assert all(said for _, said, _ in shown)
        assert [where for each, _, where in shown if each.pressed == "g m"] == ["/desk?mine"]
