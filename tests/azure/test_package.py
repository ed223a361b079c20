"""What is deployed runs by itself, and grows only where somebody says so."""

import json
import os
import shutil
import subprocess
import sys
from itertools import filterfalse
from pathlib import Path
from typing import Any

import pytest

from devstack.azurite import Azurite
from tests.azure.deployed import is_left_out, tracked

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).parent / "in_the_package.py"
SETTINGS = {
    "DESK_SECRET": "a-secret-of-the-tests",
    "DESK_MAIL_ENDPOINT": "https://127.0.0.1:9",
    "DESK_SENDER_ADDRESS": "desk@example.com",
    "DESK_FALLBACK_ADDRESS": "duty@example.com",
}
MEGABYTES = 74
FILES = 4_900
MODULES = 1_430
"""Imported by a start, or put off until it is used: what a cold one waits for, on a busy machine too."""

CHECKED_HASH = 0b11
"""What a compiled file says of itself (PEP 552)."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder into which the package was put, with what it requires, each file by its hash."""
    folder = tmp_path_factory.mktemp("package")
    for name in filterfalse(is_left_out, tracked()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    site = folder / ".python_packages" / "lib" / "site-packages"
    options = ("--quiet", "--require-hashes", "--link-mode", "copy", "--python", sys.executable)
    subprocess.run(  # noqa: S603 - our own tool
        [
            *(sys.executable, "-m", "uv", "pip", "install"),
            *options,
            "--target",
            site,
            "-r",
            "requirements.txt",
        ],
        cwd=ROOT,
        check=True,
    )
    return folder


@pytest.fixture(scope="module")
def ran(package: Path, azurite: Azurite) -> Any:  # noqa: ANN401 - JSON
    """What the package did with nothing else on the path, and no setting but what is needed."""
    bare = {name: text for name, text in os.environ.items() if name in {"PATH", "LANG", "HOME"}}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", "-S", PROGRAM, package],
        env=bare | SETTINGS | {"DESK_STORAGE": azurite.connection_string},
        cwd=package,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_is_indexed_and_answers_an_intake_with_nothing_else_on_the_path(ran: Any) -> None:  # noqa: ANN401 - JSON
    assert {"health", "intake", "delivery_reports", "mailbox"} <= set(ran["functions"])
    assert ran["status"] == 202, ran["answer"]
    assert ran["outside"] == ["__main__"]


def test_its_modules_are_compiled_before_it_is_packaged_by_the_hash_of_their_source(tmp_path: Path) -> None:
    """A compiled file that names a time is passed over where packaging changes it."""
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions" / "module.py").write_text("X = 1\n")
    (tmp_path / "function_app.py").write_text("from functions.module import X\n")
    (tmp_path / "shared").mkdir()
    where = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(["sh", ROOT / "infra" / "compile.sh"], cwd=tmp_path, env=where, check=True)  # noqa: S603, S607 - our own
    compiled = sorted(tmp_path.rglob("*.pyc"))
    assert [file.name for file in compiled] == ["function_app.cpython-313.pyc", "module.cpython-313.pyc"]
    assert {int.from_bytes(file.read_bytes()[4:8], "little") for file in compiled} == {CHECKED_HASH}
    assert not any(is_left_out(str(file.relative_to(tmp_path))) for file in compiled)


def test_it_is_no_larger_than_was_decided(package: Path) -> None:
    files = [file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    size = sum(file.stat().st_size for file in files) / 1_000_000
    assert (size <= MEGABYTES, len(files) <= FILES) == (True, True), f"{size:.1f} MB, {len(files)} files"


def test_a_start_imports_no_more_than_was_decided(ran: Any) -> None:  # noqa: ANN401 - JSON
    assert ran["modules"] <= MODULES, f"{ran['modules']} modules in {ran['seconds']:.2f} s of CPU"
