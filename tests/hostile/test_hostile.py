"""A part of what ``make hostile`` asks, and that its checks see what they are there for."""

from dataclasses import replace
from typing import Any

import pytest

from tests.examples.described_api import OPERATIONS
from tests.fakes.desk import FakeDesk
from tests.hostile.properties import active, broken
from tests.hostile.requests import Answered, Request
from tests.hostile.running import run
from tests.hostile.strings import OWN

INTAKE = Request(next(each for each in OPERATIONS if each.id == "intake"), {})
WELL = Answered(422, {}, "application/problem+json", b"{}")


@pytest.mark.thorough
@pytest.mark.usefixtures("settings")
async def test_whatever_is_asked_at_any_door_the_properties_hold() -> None:
    figures = await run(seed=4, requests=1000, strings=OWN)
    assert figures.found == []
    assert (figures.requests, len(figures.asked) > 90, figures.twins > 60) == (1000, True, True)
    assert sum(many for status, many in figures.answered.items() if status < 400) > 300


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"status": 500}, "500"),
        (
            {"status": 202, "media": "application/json", "body": b'{"ticket": "aaaaaaaaaaaaaaaa"}'},
            "no ticket",
        ),
        ({"status": 303, "headers": {"Location": "/thanks?ticket=aaaaaaaaaaaaaaaa"}}, "no ticket"),
        ({"headers": {"X": "a\r\nSet-Cookie: b"}}, "header X"),
        ({"body": b"a secret for tests only"}, "secret: a secret for tests only"),
        ({"body": b'Traceback (most recent call last):\n  File "x.py"'}, "secret: Traceback ("),
        ({"media": "text/html", "body": b"<script>alert(1)</script>"}, "active: script"),
    ],
)
def test_what_does_not_hold_is_named(fake: FakeDesk, wrong: dict[str, Any], found: str) -> None:
    assert list(broken(INTAKE, WELL, fake)) == []
    assert list(broken(INTAKE, replace(WELL, **wrong), fake)) == [found]


@pytest.mark.parametrize(
    "page",
    [
        "<img src=x onerror=alert(1)>",
        '<a href="java\tscript:alert(1)">x</a>',
        "<iframe srcdoc='x'>",
        "<base href=//example.org>",
        '<meta http-equiv="Refresh" content="0">',
        "<p style='x'>",
        '<form action="data:text/html,x">',
    ],
)
def test_what_a_browser_would_run_or_follow_is_seen(page: str) -> None:
    assert active(page)


def test_words_and_links_of_a_page_are_let_be() -> None:
    assert active('&lt;script&gt; <a href="/api/docs#x">x</a> <a href="mailto:a@example.org">x</a>') == []
