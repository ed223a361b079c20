"""Waits for the parts of a stack that was killed: they end by themselves, storage after writing to disk."""

import os
import sys
import time
from collections.abc import Iterable

LOOK = 0.05
"""Seconds between looks."""


def wait_until_gone(processes: Iterable[int], patience: float) -> bool:
    """Wait until none of these processes is there any more; False where patience (seconds) ends before."""
    deadline = time.monotonic() + patience
    left = [each for each in processes if _lives(each)]
    while left and time.monotonic() < deadline:
        time.sleep(LOOK)
        left = [each for each in left if _lives(each)]
    return not left


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # there is no asking there: the same call would end the process
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
