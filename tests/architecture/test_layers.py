import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = sorted((ROOT / "shared" / "domain").rglob("*.py"))


def imported_by(module: Path) -> Iterator[str]:
    """The full names that a module's import statements name."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'.' * node.level}{node.module or ''}"


@pytest.mark.parametrize("module", DOMAIN, ids=lambda module: module.stem)
def test_the_domain_imports_the_standard_library_and_pydantic_only(module: Path) -> None:
    allowed = {*sys.stdlib_module_names, "pydantic"}
    strangers = {
        name
        for name in imported_by(module)
        if name.partition(".")[0] not in allowed and not name.startswith("shared.domain")
    }
    assert strangers == set()
