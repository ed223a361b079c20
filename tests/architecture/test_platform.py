"""What Azure Functions would stumble over, found before it does."""

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.azure.deployed import is_left_out, tracked

ROOT = Path(__file__).parents[2]
INDEX = """
import json, sys
from pathlib import Path
from devstack.functions_host.runtime import index_app
print(json.dumps([[each.name, each.bindings] for each in index_app(Path(sys.argv[1]))]))
"""


@cache
def indexed(*settings: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Each function's bindings, as the real runtime finds them with these settings and no other."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "Azure"))}
    found = subprocess.run(  # noqa: S603 - the text above
        [sys.executable, "-c", INDEX, str(ROOT)],
        env=bare | dict(settings),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(found.stdout))


def triggers(kind: str, *settings: tuple[str, str]) -> dict[str, dict[str, Any]]:
    """The functions that this kind of trigger starts."""
    each = ((name, binding) for name, bindings in indexed(*settings).items() for binding in bindings)
    return {name: binding for name, binding in each if binding["type"] == kind}


def test_the_app_is_indexed_without_any_setting() -> None:
    """Indexing is importing: a missing setting must show when it is used, not hide every function."""
    assert "health" in indexed()


def test_no_timer_runs_at_startup() -> None:
    assert triggers("timerTrigger")
    assert not [name for name, timer in triggers("timerTrigger").items() if timer.get("runOnStartup")]


SCANS = ("DESK_SCAN_SCHEDULE", "0 */10 * * * *")
READS = ("DESK_MAILBOX_SCHEDULE", "0 */2 * * * *")
MAILBOX = ("DESK_GRAPH_MAILBOX", "support@example.com")


@pytest.mark.parametrize(
    ("settings", "schedules"),
    [
        ((), {"sla_timer": "0 */5 * * * *", "mailbox": "0 0 3 * * *"}),
        ((MAILBOX,), {"sla_timer": "0 */5 * * * *", "mailbox": "0 * * * * *"}),
        ((SCANS, READS), {"sla_timer": "%DESK_SCAN_SCHEDULE%", "mailbox": "%DESK_MAILBOX_SCHEDULE%"}),
    ],
    ids=["nothing set", "a mailbox", "schedules"],
)
def test_a_timer_names_its_setting_only_where_it_is_set_and_no_mailbox_is_read_each_minute_in_vain(
    settings: tuple[tuple[str, str], ...], schedules: dict[str, str]
) -> None:
    """The platform does not load a function whose binding names a setting that is missing."""
    timers = triggers("timerTrigger", *settings)
    assert {name: timer["schedule"] for name, timer in timers.items()} == schedules


def test_nothing_changes_the_zone_in_which_timers_are_read() -> None:
    named = subprocess.run(
        ["git", "grep", "-l", "WEBSITE_TIME_ZONE", "--", ":!tests/architecture", ":!docs"],  # noqa: S607 - wherever git is
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert named.stdout == ""


def test_no_two_functions_have_a_route_and_method_in_common() -> None:
    taken = [
        (http["route"].lower(), method)
        for http in triggers("httpTrigger").values()
        for method in http["methods"]
    ]
    assert len(taken) == len(set(taken))


def test_nothing_of_ours_says_that_the_platform_signs_people_in_but_the_local_host() -> None:
    named = subprocess.run(
        ["git", "grep", "-l", "WEBSITE_AUTH_ENABLED", "--", ":!tests", ":!*.md"],  # noqa: S607 - wherever git is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert named.stdout.split() == ["devstack/sign_in/front.py", "shared/wiring.py"]


def test_no_output_binding_is_a_list_by_its_builtin_name() -> None:
    """``func.Out[list[str]]`` keeps the real runtime from loading any function; ``typing.List`` does not."""
    outs = [
        ast.unparse(node)
        for file in (ROOT / "functions").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Out")
    ]
    assert [out for out in outs if "list[" in out] == []


def test_the_host_is_told_what_the_design_reckons_with() -> None:
    host = json.loads((ROOT / "host.json").read_text())
    assert (host["functionTimeout"], host["extensions"]["http"]["routePrefix"]) == ("00:05:00", "")
    queues = host["extensions"]["queues"]
    assert (queues["visibilityTimeout"], queues["maxPollingInterval"]) == ("00:00:30", "00:00:02")
    assert (queues["batchSize"], queues["maxDequeueCount"]) == (16, 5)


def test_only_the_product_is_deployed() -> None:
    tops = {name.partition("/")[0] for name in tracked()}
    deployed = {top for top in tops if not is_left_out(top)}
    assert deployed == {"function_app.py", "functions", "shared", "host.json", "requirements.txt", "LICENSE"}
    missing = [
        name
        for name in tracked()
        if name.partition("/")[0] in deployed and not name.endswith(".md") and is_left_out(name)
    ]
    assert missing == [], "templates and words go along"
