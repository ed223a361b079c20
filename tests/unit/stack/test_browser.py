from pathlib import Path

import pytest

from devstack.browser import find_browser


def executable(file: Path) -> Path:
    """An empty program."""
    file.parent.mkdir(parents=True)
    file.touch(mode=0o755)
    return file


def test_the_systems_chromium_goes_before_one_that_was_downloaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloaded = executable(tmp_path / "ms" / "chromium-1200" / "chrome-linux64" / "chrome")
    monkeypatch.setattr("devstack.browser.APPLICATIONS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "ms"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_browser() == downloaded
    installed = executable(tmp_path / "bin" / "chromium")
    assert find_browser() == installed


def test_where_there_is_no_browser_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devstack.browser.APPLICATIONS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() is None
