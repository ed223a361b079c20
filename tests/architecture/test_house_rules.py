"""The habits of this house that no linter knows."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
MOST_FILE_LINES = 250
MOST_FUNCTION_LINES = 25
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
REASONED = {
    "noqa": re.compile(r"#\s*noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - \S"),
    "type: ignore": re.compile(r"#\s*type: ignore\[[a-z-]+(, [a-z-]+)*\] +# \S"),
}


@cache
def sources() -> list[Path]:
    """Every Python file of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607 - wherever git is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def function_lengths() -> Iterator[tuple[int, str]]:
    """The lines of each function without its head and docstring, and where it is."""
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                yield lines, f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"


def test_files_are_short() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sources()
        if (lines := file.read_text().count("\n")) > MOST_FILE_LINES
    }
    assert long == {}


def test_functions_are_short() -> None:
    lengths = list(function_lengths())
    assert [where for lines, where in lengths if lines > MOST_FUNCTION_LINES] == []
    assert median(lines for lines, _ in lengths) <= 6


def test_files_are_named_after_what_they_do() -> None:
    assert [str(file) for file in sources() if VAGUE & set(file.stem.lower().split("_"))] == []


@pytest.mark.parametrize("mark", REASONED)
def test_every_exception_to_a_check_has_its_reason_beside_it(mark: str) -> None:
    bare = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sources()
        for line in file.read_text().splitlines()
        if f"# {mark}" in line and not REASONED[mark].search(line) and file != Path(__file__)
    ]
    assert bare == []


def test_no_two_classes_of_the_product_have_one_name() -> None:
    names = Counter(
        node.name
        for file in sources()
        if file.is_relative_to(ROOT / "shared") or file.is_relative_to(ROOT / "functions")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []
