"""How long ``function_app`` takes to import, beside the SDKs that it cannot do without."""

import subprocess
import sys
from dataclasses import dataclass

TRIES = 7

SDKS = """
import azure.functions, azure.data.tables.aio, azure.storage.queue.aio, azure.communication.email.aio, aiohttp
from pydantic import BaseModel
"""
"""pydantic loads its parts when they are first named, so naming ``BaseModel`` is what an import of it is."""

APP = "import function_app"

FIRST_INTAKE = """
import function_app
from bench.first_intake import first_and_later_intake
print(*first_and_later_intake())
"""


@dataclass(frozen=True, slots=True)
class StartTimes:
    """CPU milliseconds in a fresh process, each the best of several.

    sdks, app: importing the SDKs, the app. first, later: an intake right after the app's import, over a
    store in memory, and one of those that follow.
    """

    sdks: float
    app: float
    first: float
    later: float


def time_start() -> StartTimes:
    """Take turns, so that a slow spell of the machine meets all alike."""
    tried = [(_imported(SDKS), _imported(APP), *_intakes()) for _ in range(TRIES)]
    return StartTimes(*(min(times) for times in zip(*tried, strict=True)))


def _imported(code: str) -> float:
    """Milliseconds that this takes in a new interpreter, without the interpreter's own start."""
    timed = f"import time; before = time.process_time()\n{code}\nprint(time.process_time() - before)"
    return float(_run(timed)) * 1000


def _intakes() -> tuple[float, float]:
    first, later = _run(FIRST_INTAKE).split()
    return float(first), float(later)


def _run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter and our own words
    return done.stdout
