"""What ``host.json`` says, with the defaults that the real host has."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from devstack.functions_host.runtime import AppBroken

_INSTEAD = "AzureFunctionsJobHost__"
_TIME_SPAN = re.compile(r"(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class QueueRules:
    """How queues are read. ``base64``: whether messages are base64 of their text."""

    batch_size: int = 16
    new_batch_threshold: int = 8
    most_tries: int = 5
    longest_poll: timedelta = timedelta(minutes=1)
    retry_after: timedelta = timedelta(0)
    base64: bool = True


@dataclass(frozen=True, slots=True)
class HostRules:
    """The settings of the host as a whole."""

    route_prefix: str = "api"
    longest_run: timedelta = timedelta(minutes=5)
    queues: QueueRules = QueueRules()


def read_host_file(folder: Path, settings: Mapping[str, str]) -> HostRules:
    """The rules in the app's ``host.json``; a setting ``AzureFunctionsJobHost__a__b`` goes before ``a.b``.

    Raises:
        AppBroken: it is missing or cannot be read.
    """
    try:
        host = json.loads((folder / "host.json").read_text(encoding="utf-8"))
        for name, value in settings.items():
            if name.startswith(_INSTEAD):
                _put(host, name.removeprefix(_INSTEAD).split("__"), value)
        return HostRules(
            route_prefix=str(_part(host, "extensions", "http").get("routePrefix", "api")).strip("/"),
            longest_run=duration(host.get("functionTimeout", "00:05:00")),
            queues=_queue_rules(_part(host, "extensions", "queues")),
        )
    except (OSError, ValueError) as error:
        message = f"host.json in {folder} cannot be read: {error}"
        raise AppBroken(message) from error


def duration(text: str) -> timedelta:
    """A .NET time span ``[days.]hours:minutes:seconds``. Raises ``ValueError``."""
    found = _TIME_SPAN.fullmatch(text)
    if not found:
        message = f"{text!r} is no time span such as 00:05:00"
        raise ValueError(message)
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _put(host: dict[str, Any], path: Sequence[str], value: str) -> None:
    """Put the value at this place, whatever is there."""
    *outer, name = path
    for each in outer:
        host = host.setdefault(each, {})
    host[name] = value


def _part(host: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        host = host.get(name) or {}
    return host


def _queue_rules(said: dict[str, Any]) -> QueueRules:
    batch = int(said.get("batchSize", 16))
    return QueueRules(
        batch_size=batch,
        new_batch_threshold=int(said.get("newBatchThreshold", batch // 2)),
        most_tries=int(said.get("maxDequeueCount", 5)),
        longest_poll=duration(said.get("maxPollingInterval", "00:01:00")),
        retry_after=duration(said.get("visibilityTimeout", "00:00:00")),
        base64=str(said.get("messageEncoding", "base64")).lower() == "base64",
    )
