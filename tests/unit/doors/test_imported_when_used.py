"""A module that is imported when it is used runs at its first use, and not before."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import shared.domain
from functions.starting import imported_when_used

NAME = "shared.domain.seldom_used"


@pytest.fixture(autouse=True)
def seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module of the domain for this test only, which leaves a mark where it has run."""
    (tmp_path / "seldom_used.py").write_text("import sys\nsys.seldom_ran = True\nVALUE = 7\n")
    monkeypatch.setattr(shared.domain, "__path__", [*shared.domain.__path__, str(tmp_path)])
    yield
    sys.modules.pop(NAME, None)
    vars(shared.domain).pop("seldom_used", None)
    vars(sys).pop("seldom_ran", None)


def has_run() -> bool:
    return "seldom_ran" in vars(sys)


def test_it_runs_when_something_in_it_is_asked_for() -> None:
    with imported_when_used():
        module = import_module(NAME)
    assert not has_run()
    assert module.VALUE == 7
    assert has_run()


def test_importing_it_elsewhere_runs_it() -> None:
    with imported_when_used():
        import_module(NAME)
    assert vars(import_module(NAME))["VALUE"] == 7
    assert has_run()


def test_outside_a_module_runs_at_once() -> None:
    with imported_when_used():
        pass
    import_module(NAME)
    assert has_run()


def test_what_is_not_there_is_said_at_the_start() -> None:
    with imported_when_used(), pytest.raises(ModuleNotFoundError):
        import_module("shared.domain.not_there")
