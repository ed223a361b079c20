"""What others read of ours (the platform, azd, GitHub, Renovate, Core Tools) has the form that they take."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from ruamel.yaml import YAML

from shared.settings import PREFIX, Settings, read_settings

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DEPLOYING = ROOT / ".github" / "workflows" / "azure-dev.yml"
"""By this name `azd pipeline config` looks for it: where it is missing, azd writes one of its own."""
SPAN = {"type": "string", "pattern": r"^\d\d:\d\d:\d\d$"}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 1}
HOST = closed(
    ["version", "functionTimeout", "extensionBundle", "extensions"],
    version={"const": "2.0"},
    functionTimeout=SPAN,
    extensionBundle=closed(
        ["id", "version"],
        id={"const": "Microsoft.Azure.Functions.ExtensionBundle"},
        version={"type": "string", "pattern": r"^\[\d.*, \d+\.0\.0\)$"},
    ),
    extensions=closed(
        ["http", "queues"],
        http=closed(["routePrefix"], routePrefix=TEXT),
        queues=closed(
            [],
            batchSize={"type": "integer", "minimum": 1, "maximum": 32},
            newBatchThreshold=WHOLE,
            maxDequeueCount=WHOLE,
            maxPollingInterval=SPAN,
            visibilityTimeout=SPAN,
            messageEncoding={"enum": ["base64", "none"]},
        ),
    ),
    logging={"type": "object"},
    telemetryMode={"const": "OpenTelemetry"},
)
HOOK = closed(["shell", "run"], shell={"enum": ["sh", "pwsh"]}, run=TEXT)  # noqa: S604 - it starts nothing
AZD = closed(
    ["name", "services"],
    name={"type": "string", "minLength": 2},
    pipeline=closed(
        ["variables"], provider={"enum": ["github", "azdo"]}, variables={"type": "array", "items": TEXT}
    ),
    metadata=closed([], template=TEXT),
    infra=closed(["provider"], provider={"enum": ["bicep", "terraform"]}, path=TEXT, module=TEXT),
    services={
        "type": "object",
        "additionalProperties": closed(
            ["project", "host"],
            project=TEXT,
            host={"enum": ["function", "appservice", "containerapp"]},
            language={"enum": ["py", "python"]},
        ),
    },
    hooks={
        "type": "object",
        "propertyNames": {"enum": ["preprovision", "postprovision", "prepackage", "predeploy", "postdeploy"]},
        "additionalProperties": closed([], posix=HOOK, windows=HOOK),
    },
)
"""What the two say that is of use here; a word that neither knows would be passed over in silence."""


def read_yaml(file: Path) -> Any:  # noqa: ANN401 - YAML
    return YAML(typ="safe").load(file.read_text())


def shipped(name: str) -> Any:  # noqa: ANN401 - JSON
    """A schema that its makers publish, as check-jsonschema carries it."""
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    return json.loads((folder / f"{name}.json").read_text())


def refused(schema: Any, document: Any) -> list[str]:  # noqa: ANN401 - JSON
    checker = validator_for(schema, default=Draft202012Validator)
    return [f"{error.json_path}: {error.message}" for error in checker(schema).iter_errors(document)]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_is_one(file: Path) -> None:
    schema = shipped("github-workflows")
    assert refused(schema, read_yaml(file)) == []
    assert refused(schema, read_yaml(file) | {"premissions": {}})


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_read_and_no_more_save_that_deploying_gets_a_token(file: Path) -> None:
    workflow = read_yaml(file)
    assert workflow["permissions"] == {"contents": "read"}
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    deploying = {"deploy": {"contents": "read", "id-token": "write"}}
    assert more == (deploying if file == DEPLOYING else {})


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_an_action_is_named_by_its_commit_with_the_version_beside_it(file: Path) -> None:
    used = re.findall(r"uses: (.+)", file.read_text())
    assert used
    assert [each for each in used if not re.match(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\b", each)] == []


def test_a_deployment_by_the_workflow_is_told_all_that_one_by_hand_is() -> None:
    told = (ROOT / "infra" / "main.parameters.json").read_text()
    asked = set(re.findall(r"\$\{(DESK_\w+)", told))
    given = read_yaml(DEPLOYING)["jobs"]["deploy"]["env"]
    assert {name for name in asked if given.get(name) == f"${{{{ vars.{name} }}}}"} == asked
    assert set(read_yaml(ROOT / "azure.yaml")["pipeline"]["variables"]) == asked


def test_renovate_is_told_in_its_words_and_waits_before_it_takes_what_is_new() -> None:
    told = json.loads((ROOT / ".github" / "renovate.json").read_text())
    assert refused(shipped("renovate"), told) == []
    assert (told["minimumReleaseAge"], told["internalChecksFilter"]) == ("14 days", "strict")


def test_the_host_and_azd_are_told_in_their_words() -> None:
    host, azd = json.loads((ROOT / "host.json").read_text()), read_yaml(ROOT / "azure.yaml")
    assert refused(HOST, host) == []
    assert refused(AZD, azd) == []
    assert refused(HOST, host | {"functionTimeOut": "00:05:00"})
    assert refused(AZD, azd | {"service": {}})


def test_what_azd_is_told_to_run_and_to_read_is_there() -> None:
    azd = read_yaml(ROOT / "azure.yaml")
    runs = [hook["run"] for hooks in azd["hooks"].values() for hook in hooks.values()]
    module = f"{azd['infra']['path']}/{azd['infra']['module']}.bicep"
    assert [name for name in (*runs, module) if not (ROOT / name).is_file()] == []


def test_the_example_for_functions_own_tools_has_all_that_is_needed() -> None:
    given = json.loads((ROOT / "local.settings.json.example").read_text())["Values"]
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    assert {name for name in given if name.startswith(PREFIX)} <= known
    assert read_settings(given).storage is not None
    assert {"FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"} <= given.keys()
