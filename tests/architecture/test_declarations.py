"""What is declared of HTTP functions is what the runtime indexes, and everything that it names is there."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

import function_app
from functions.doors.doors import ROOT
from shared.web.api.operation import Auth, Operation
from tests.architecture.test_platform import triggers
from tests.examples.described_api import OPERATIONS

HOST = json.loads((Path(__file__).parents[2] / "host.json").read_text())
LEVELS = dict.fromkeys(Auth, "anonymous") | {Auth.FUNCTION_KEY: "function"}
FUNCTIONS = [
    (each, getattr(module, each.id)) for module in function_app.DOORS for each in module.blueprint.operations
]


def test_the_real_runtime_indexes_what_is_declared_and_nothing_else() -> None:
    declared = {each.id: (each.path, [each.method], LEVELS[each.auth]) for each in OPERATIONS}
    prefix = HOST["extensions"]["http"]["routePrefix"]
    indexed = {
        name: (f"{prefix}/{http['route'].removeprefix(ROOT)}", http["methods"], http["authLevel"].lower())
        for name, http in triggers("httpTrigger").items()
    }
    assert indexed == declared


def test_every_http_function_is_declared_once() -> None:
    assert [each for each, _ in FUNCTIONS] == list(OPERATIONS)
    assert len({each.id for each in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize(("operation", "function"), FUNCTIONS, ids=lambda each: getattr(each, "id", ""))
def test_every_model_that_a_declaration_names_is_there(operation: Operation, function: object) -> None:
    hints = get_type_hints(function)
    assert "return" in hints
    if "body" in hints:
        assert operation.body
        assert operation.body.model is hints["body"]
    assert all(answer.model for answer in operation.answers if answer.written_by)


def test_every_module_that_is_imported_when_it_is_used_can_be() -> None:
    run = (
        "import sys, function_app; print([name for name, each in list(sys.modules.items()) if not dir(each)])"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)  # noqa: S603 - the text above
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", function_app.DOORS, ids=lambda each: each.__name__)
def test_every_operation_says_what_it_is_for(module: ModuleType) -> None:
    assert [each.id for each in module.blueprint.operations if not (each.summary and each.description)] == []
