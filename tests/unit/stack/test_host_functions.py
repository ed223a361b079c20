from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from devstack.functions_host.functions import (
    HttpFunction,
    KeyLevel,
    QueueFunction,
    TimerFunction,
    read_functions,
)
from devstack.functions_host.host_file import read_host_file
from devstack.functions_host.routes import Routes
from devstack.functions_host.runtime import AppBroken, Indexed


def indexed(*bindings: dict[str, Any]) -> list[Indexed]:
    """One function with these bindings."""
    return [Indexed("sample", "id-1", bindings)]


HTTP = {
    "type": "httpTrigger",
    "direction": "IN",
    "name": "req",
    "authLevel": "ANONYMOUS",
    "route": "things/{id}",
}
TIMER = {"type": "timerTrigger", "direction": "IN", "name": "timer", "schedule": "%EVERY% * * * *"}
QUEUE = {"type": "queueTrigger", "name": "message", "queueName": "%NAME%-in", "connection": "STORE"}


def test_names_between_percent_signs_are_expanded_from_the_settings() -> None:
    assert read_functions(indexed(TIMER), {"EVERY": "0 */5"}) == [
        TimerFunction("sample", "id-1", "timer", "0 */5 * * * *")
    ]
    assert read_functions(indexed(QUEUE), {"NAME": "work"}) == [
        QueueFunction("sample", "id-1", "message", "work-in", "STORE")
    ]


def test_a_setting_that_is_missing_is_named() -> None:
    with pytest.raises(AppBroken, match="names the setting EVERY"):
        read_functions(indexed(TIMER), {})


def test_an_http_function_has_its_route_methods_and_level() -> None:
    (function,) = read_functions(indexed({**HTTP, "methods": ["get", "POST"]}), {})
    assert function == HttpFunction(
        "sample", "id-1", "req", "things/{id}", frozenset({"GET", "POST"}), KeyLevel.ANONYMOUS
    )


def test_a_binding_that_the_host_does_not_have_is_named() -> None:
    with pytest.raises(AppBroken, match=r"sample .* blobTrigger"):
        read_functions(indexed({"type": "blobTrigger", "name": "blob"}), {})


@pytest.mark.parametrize("route", ["things/{id:date}", "things/{id", "things/}"])
def test_a_route_that_cannot_be_read_is_named(route: str) -> None:
    (function,) = read_functions(indexed({**HTTP, "route": route}), {})
    assert isinstance(function, HttpFunction)
    with pytest.raises(AppBroken, match="cannot read"):
        Routes([function], "api")


def test_the_hosts_rules_come_from_host_json() -> None:
    rules = read_host_file(Path(__file__).parents[3], {})
    assert (rules.route_prefix, rules.longest_run) == ("", timedelta(minutes=5))
    assert (rules.queues.batch_size, rules.queues.new_batch_threshold) == (16, 8)
    assert (rules.queues.most_tries, rules.queues.retry_after) == (5, timedelta(seconds=30))
    assert (rules.queues.longest_poll, rules.queues.base64) == (timedelta(seconds=2), True)


@pytest.mark.parametrize("text", ["", "{", '{"functionTimeout": "soon"}'])
def test_a_host_json_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "host.json").write_text(text)
    with pytest.raises(AppBroken, match=r"host\.json .* cannot be read"):
        read_host_file(tmp_path, {})


def test_a_setting_goes_before_what_host_json_says() -> None:
    settings = {"AzureFunctionsJobHost__extensions__queues__batchSize": "4", "DESK_ZONE": "UTC"}
    queues = read_host_file(Path(__file__).parents[3], settings).queues
    assert (queues.batch_size, queues.new_batch_threshold, queues.most_tries) == (4, 2, 5)
