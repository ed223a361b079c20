"""Rows that were written before rows named their format are read by what is here now, and mean the same.

They stand in ``written_as_format_1``, as that version wrote them: every kind of row, event and mail. They are
never written anew.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.domain.events.event import fold
from shared.domain.facts.ticket import TicketState
from shared.ports.store import Table
from shared.usecases.files.open_file import FILE_SCANS
from shared.usecases.mail.fetch_mails import MAILBOX_MARKS
from shared.usecases.mail.unfiled_mails import UNFILED_MAILS
from shared.usecases.outbox.count_mails import MAILBOX_COUNTS
from shared.usecases.records.agenda_rows import HINTS
from shared.usecases.records.catch_up_rows import SCAN_MARKS
from shared.usecases.records.member_rows import BILLING_EVENTS, MEMBER_HEADERS, SUBSCRIPTIONS
from shared.usecases.records.news_rows import NEWS_HEADERS, NEWS_ITEMS
from shared.usecases.records.notice_rows import NOTICES
from shared.usecases.records.raw_mails import RAW_MAILS
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.standing_rows import STANDINGS
from shared.usecases.records.ticket_rows import SAID, SENDS, TICKET_EVENTS, TICKET_HEADERS
from tests.faults.stories import TO_THE_END, Story
from tests.faults.test_single_faults import EVERY_STORY

HERE = Path(__file__).parent
USE_CASES = HERE.parents[2] / "shared" / "usecases"
STORED = [
    (row["table"], row["rows"])
    for file in sorted((HERE / "written_as_format_1").glob("*.json"))
    for row in json.loads(file.read_text(encoding="utf-8"))
]
FORMATS: dict[tuple[str, str], RowFormat[Any]] = {
    ("tickets", "head"): TICKET_HEADERS,
    ("tickets", "event"): TICKET_EVENTS,
    ("tickets", "said"): SAID,
    ("tickets", "send"): SENDS,
    ("members", "gate-head"): MEMBER_HEADERS,
    ("members", "gate"): SUBSCRIPTIONS,
    ("members", "event"): BILLING_EVENTS,
    ("members", "unclaimed"): BILLING_EVENTS,
    ("agenda", "look"): HINTS,
    ("agenda", "open"): HINTS,
    ("agenda", "month"): HINTS,
    ("news", "head"): NEWS_HEADERS,
    ("news", "item"): NEWS_ITEMS,
    ("news", "unsent"): SENDS,
    ("news", "person"): SENDS,
    ("news", "notice"): NOTICES,
    ("limits", "receipts"): MAILBOX_COUNTS,
    ("limits", "standing"): STANDINGS,
    ("limits", "trouble"): STANDINGS,
    ("limits", "scan"): SCAN_MARKS,
    ("limits", "mailbox"): MAILBOX_MARKS,
    ("mails", "mail"): RAW_MAILS,
    ("mails", "list"): UNFILED_MAILS,
    ("files", "scan"): FILE_SCANS,
}
OF_TEXT = {
    *(("tickets", "text"), ("tickets", "quoted")),
    *(("mails", "raw"), ("mails", "once"), ("directory", "who")),
}
"""What people wrote, and rows that say all by their key: text, or nothing at all."""
UNREAD = {("limits", "quota")}
"""The hour of news, which nothing counts any more: the lanes count in a row of another name."""
OF_TEXT_SINCE = {*(("directory", kind) for kind in ("in", "past", "asked", "draft")), ("tickets", "trail")}
"""Such rows of which there were none in format 1, or that had another name then."""


def kind(table: str, key: str) -> tuple[str, str]:
    """Which rows this is one of."""
    word = key.partition("-")[0]
    return table, "gate-head" if word == "gate" and key.endswith("-0") else word


def rows_of_models() -> Iterator[tuple[RowFormat[Any], str, str]]:
    """Every stored row that is JSON, with its key and what reads it."""
    for table, rows in STORED:
        for key, text in rows.items():
            if kind(table, key) not in OF_TEXT | UNREAD:
                yield FORMATS[kind(table, key)], key, text


def values_of(value: object) -> set[object]:
    """Whatever a row says, however its fields are called: every text and number that is not empty."""
    match value:
        case dict():
            return set().union(*map(values_of, value.values()))
        case list():
            return set().union(*map(values_of, value))
        case "" | None | False | 0:
            return set()
        case _:
            return {value}


def test_rows_of_every_kind_are_kept() -> None:
    assert {kind(table, key) for table, rows in STORED for key in rows} == FORMATS.keys() | OF_TEXT | UNREAD


def test_a_row_of_before_says_what_it_said() -> None:
    for row_format, key, text in rows_of_models():
        now = json.loads(row_format.read(text).model_dump_json())
        before = text.replace('"about":"mailedwithcopies"', '"copied":true')  # how links said it then
        assert values_of(json.loads(before)) <= values_of(now), key


def test_a_row_of_before_is_written_with_its_format_and_reads_the_same() -> None:
    for row_format, key, text in rows_of_models():
        row = row_format.read(text)
        assert row_format.read(row_format.text(row)) == row, key


def _without_places(state: TicketState) -> TicketState:
    """As it was stored before a state kept which of its events each turn and ending came by."""
    turns = tuple(each.but(place=0) for each in state.turns)
    return state.but(turns=turns, endings=tuple(each.but(place=0) for each in state.endings))


def test_a_log_of_before_makes_the_state_that_was_stored_with_it() -> None:
    logs = [rows for table, rows in STORED if table == "tickets" and any("head-" in key for key in rows)]
    assert logs
    for rows in logs:
        state = next(TICKET_HEADERS.read(text).state for key, text in rows.items() if key.startswith("head-"))
        events = [TICKET_EVENTS.read(text) for key, text in sorted(rows.items()) if key.startswith("event-")]
        assert _without_places(fold(state.id, events)) == _without_places(state)


@pytest.mark.parametrize("story", EVERY_STORY[::12], ids=lambda story: story.name.replace(" ", "-"))
async def test_every_row_that_is_written_names_its_format(story: Story) -> None:
    world = await story.begun()
    await story.act(world, world.desk())
    await world.recover(TO_THE_END)
    for (table, _, key), text in world.memory.everything().items():
        assert kind(Table(table), key) in OF_TEXT | OF_TEXT_SINCE or text.startswith('{"format":'), key


@pytest.mark.parametrize("module", sorted(USE_CASES.rglob("*.py")), ids=lambda module: module.stem)
def test_rows_are_read_by_their_format_alone(module: Path) -> None:
    called = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    names = {node.func.attr for node in called if isinstance(node.func, ast.Attribute)}
    assert not names & {"model_validate_json", "validate_json"}
