import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = ("--no-dev", "--no-emit-project", "--no-header", "--no-annotate")


def test_requirements_txt_is_what_the_lock_says() -> None:
    """Mend with: uv export (and the options here) --output-file requirements.txt."""
    exported = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-m", "uv", "export", "--frozen", *BARE],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert (ROOT / "requirements.txt").read_text() == exported.stdout


def test_the_makefile_brings_the_uv_that_the_lock_names() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    (locked,) = (package["version"] for package in lock["package"] if package["name"] == "uv")
    assert re.findall(r"^UV_VERSION := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE) == [locked]


def test_the_lock_names_one_registry_and_this_repository_only() -> None:
    """A package from elsewhere, or from behind a mirror, would install nowhere else."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    registries = {package["source"].get("registry") for package in lock["package"]} - {None}
    others = [package["name"] for package in lock["package"] if "registry" not in package["source"]]
    assert len(registries) == 1
    assert others == ["support-desk"]
