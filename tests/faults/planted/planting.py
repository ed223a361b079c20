"""A plugin of pytest: ``--plant NAME`` has the desk imported with this bug. Nothing is written anywhere."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

import pytest

from tests.faults.planted.bug import ROOT, Bug, PlantLost, bugs


class _Loader(SourceFileLoader):
    """Compiles what is planted, and never what was compiled before."""

    def __init__(self, bug: Bug) -> None:
        super().__init__(bug.module, str(ROOT / bug.file))
        self._source = bug.planted()

    def get_code(self, fullname: str) -> CodeType:
        """The code with the bug."""
        return compile(self._source, self.get_filename(fullname), "exec")


class _Finder(MetaPathFinder):
    """Finds the one module that is planted."""

    def __init__(self, bug: Bug) -> None:
        self._bug, self._loader = bug, _Loader(bug)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Nothing for every other module."""
        del path, target
        return (
            spec_from_file_location(fullname, loader=self._loader) if fullname == self._bug.module else None
        )


def pytest_addoption(parser: pytest.Parser) -> None:
    """The bug is named on the command line."""
    parser.addoption("--plant", required=True)


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Plant it before anything of the desk is imported."""
    bug = bugs()[early_config.known_args_namespace.plant]
    if bug.module in sys.modules:
        message = f"{bug.name}: {bug.module} is imported already"
        raise PlantLost(message)
    sys.meta_path.insert(0, _Finder(bug))
