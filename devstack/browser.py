"""Finds the browser that the browser tests drive."""

import os
import shutil
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome")
APPLICATIONS = ("Chromium", "Google Chrome")
"""By their names on macOS."""
DOWNLOADS = (Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright")
"""Where ``playwright install chromium`` puts its own."""

HOW_TO_INSTALL = (
    "Install one on Debian with `apt-get install chromium`, "
    "on macOS with `.venv/bin/playwright install chromium`."
)


def find_browser() -> Path | None:
    """A Chromium on this machine: the system's, else Playwright's own download; None where there is none."""
    found = [Path(path) for name in COMMANDS if (path := shutil.which(name))]
    programs = [Path("/Applications", f"{name}.app", "Contents", "MacOS", name) for name in APPLICATIONS]
    return next((each for each in [*found, *programs, *_downloaded()] if each.exists()), None)


def _downloaded() -> list[Path]:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(named)] if named else DOWNLOADS
    patterns = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    return [each for folder in folders for pattern in patterns for each in sorted(folder.glob(pattern))]
