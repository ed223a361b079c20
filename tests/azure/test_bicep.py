"""The Bicep can be read, its resources are such as Azure takes, and it knows each setting that is needed."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.settings import PREFIX, Settings, read_settings
from tests.azure.bicep import FILES, INFRA, faults, parsed

DESK = INFRA / "app" / "desk.bicep"
HOSTS = {"DESK_STORAGE__credential"}
"""Begin like ours and are the platform's: how its queue triggers reach the storage account."""

PLANTED = {
    "unknown property": (
        "allowSharedKeyAccess: false",
        "allowSharedKeys: false",
        "there is no such property",
    ),
    "wrong enumeration": ("minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS9'", "is none of"),
    "missing required": ("  kind: 'StorageV2'\n", "", "is missing"),
    "wrong type": ("enabled: true", "enabled: 'yes'", "is to be of the type bool"),
}


def of_storage() -> str:
    return (INFRA / "app" / "storage.bicep").read_text()


def settings_in_bicep() -> set[str]:
    """Every name of an app setting that the Bicep, or the file of settings beside it, writes."""
    tree = parsed(DESK.read_text())["variables"]
    named = {
        name
        for variable in tree.values()
        if isinstance(variable["value"], dict)
        for name in variable["value"]
    }
    return named | set(json.loads((INFRA / "settings.json").read_text()))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_resource_is_such_as_azure_takes(file: Path) -> None:
    assert faults(file.read_text()) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    right, wrong, said = PLANTED[fault]
    assert right in of_storage()
    (line, *_) = faults(of_storage().replace(right, wrong, 1))
    assert line.endswith(said) or said in line


def test_every_setting_that_the_desk_needs_is_in_the_bicep_and_none_that_it_does_not_know() -> None:
    ours = {name for name in settings_in_bicep() if name.startswith(PREFIX)} - HOSTS
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    needed = {f"{PREFIX}{name}".upper() for name, each in Settings.model_fields.items() if each.is_required()}
    named = {name.upper() for name in ours}
    assert named <= known
    assert needed <= named
    assert {f"DESK_STORAGE__{each}" for each in ("CLIENTID", "TABLESERVICEURI")} <= named


def test_the_platforms_own_storage_and_the_queue_triggers_use_the_identity() -> None:
    there = settings_in_bicep()
    for connection in ("AzureWebJobsStorage", "DESK_STORAGE"):
        parts = ("credential", "clientId", "blobServiceUri", "queueServiceUri", "tableServiceUri")
        assert {f"{connection}__{part}" for part in parts} <= there
        assert connection not in there


def test_the_settings_beside_the_bicep_can_be_read() -> None:
    given = json.loads((INFRA / "settings.json").read_text())
    assert all(isinstance(value, str) for value in given.values())
    needed = {"DESK_SECRET": "a-secret-of-the-tests", "DESK_MAIL_ENDPOINT": "https://mail.example.com"}
    people = {"DESK_SENDER_ADDRESS": "desk@example.com", "DESK_FALLBACK_ADDRESS": "duty@example.com"}
    assert read_settings(given | needed | people).zone == "Europe/Stockholm"


def test_every_module_gets_the_parameters_that_it_has_and_no_others() -> None:
    for name, module in parsed((INFRA / "main.bicep").read_text())["modules"].items():
        inside = parsed((INFRA / module["detail"]["path"]).read_text())
        assert set(module["config"]["params"]) == set(inside["parameters"]), name
        read = re.findall(rf"\b{name}\.outputs\.(\w+)", (INFRA / "main.bicep").read_text())
        assert set(read) <= set(inside.get("outputs", {})), name


def test_azd_asks_for_what_it_is_not_told() -> None:
    told = json.loads((INFRA / "main.parameters.json").read_text())["parameters"]
    asked = set(parsed((INFRA / "main.bicep").read_text())["parameters"]) - set(told)
    assert asked == {"vendorName", "fallbackAddress"}


def test_an_alert_is_taken_before_there_is_anything_to_ask() -> None:
    alerts = parsed((INFRA / "app" / "alerts.bicep").read_text())["resources"]["alerts"]["config"]
    assert alerts["config"]["properties"]["skipQueryValidation"] is True


def test_the_apps_configuration_is_written_one_part_after_the_other() -> None:
    resources = parsed(DESK.read_text())["resources"].items()
    parts = {
        name: each["config"] for name, each in resources if each["type"].startswith("Microsoft.Web/sites/")
    }
    after = {str(part["dependsOn"][0]) for part in parts.values() if "dependsOn" in part}
    assert len(after) == len(parts) - 1


def test_no_secret_is_a_parameter() -> None:
    assert not [file.name for file in FILES if "@secure" in file.read_text()]
    texts = [*_texts(parsed(DESK.read_text())["variables"])]
    kept = [name for name, value in texts if name.endswith(("SECRET", "SECRETS"))]
    assert kept
    assert all(value.startswith("@Microsoft.KeyVault(") for name, value in texts if name in kept)


def _texts(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - the parser's tree
    for name, value in tree.items() if isinstance(tree, dict) else ():
        if isinstance(value, str):
            yield name, value
        yield from _texts(value)


def test_what_makes_the_secret_can_be_run() -> None:
    assert os.access(INFRA / "make-secret.sh", os.X_OK)
