"""The bridges of ``docs/bridges``, imported as they run: side by side."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BRIDGES = Path(__file__).parents[3] / "docs" / "bridges"
SAMPLES = BRIDGES / "samples"
NAMES = sorted(path.stem for path in BRIDGES.glob("*.py"))


@pytest.fixture
def bridges(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """Every file there, by its name."""
    monkeypatch.syspath_prepend(BRIDGES)
    yield {name: importlib.import_module(name) for name in NAMES}
    for name in NAMES:
        del sys.modules[name]
