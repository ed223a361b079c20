"""Keeps a child process from outliving whoever started it, also when that one is killed outright.

The starter holds the writing end of a pipe; this script, in between, holds the reading end and the child.
When the pipe closes - because the starter closed it, or because the system did as the starter died - the
child gets an interrupt, then a request to end, and is killed with all it started if it follows neither.
Standard library only: it is run by its path, so it starts in a few hundredths of a second.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PATIENCE = 5.0
"""Seconds that a child has after an interrupt, and once more after a request to end."""

_REQUESTS = (signal.SIGINT, signal.SIGTERM) if os.name != "nt" else (signal.SIGTERM,)


def start(
    command: Sequence[str],
    *,
    log: IO[bytes] | int = subprocess.DEVNULL,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start the command on a leash; its output and errors go to ``log``.

    It runs in a session of its own, so Ctrl-C in a terminal reaches only the starter. The returned process
    ends when the command has ended, with the command's exit code (128 + signal where a signal ended it).
    """
    return subprocess.Popen(  # noqa: S603 - the command is the stack's own
        [sys.executable, "-I", "-S", __file__, "--", *command],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        cwd=cwd,
        env=env,
        start_new_session=True,
    )


def let_go(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Ask a process started here to end; does not wait."""
    if process.stdin is not None:
        process.stdin.close()


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ask a process started here to end, wait until it has, and return its exit code."""
    let_go(process)
    return process.wait(timeout=3 * PATIENCE)


def hold(command: Sequence[str]) -> int:
    """Run the command until it ends or standard input closes; its exit code."""
    signal.signal(signal.SIGINT, lambda *_: None)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - from start(), above
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    threading.Thread(target=_end_when_released, args=(child,), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _end_when_released(child: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1024):
        pass
    for request in _REQUESTS:
        child.send_signal(request)
        if _ended(child):
            return
    _kill_all(child)


def _ended(child: subprocess.Popen[bytes]) -> bool:
    try:
        child.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return True


def _kill_all(child: subprocess.Popen[bytes]) -> None:
    """Kill the child, and everything else in this session's process group, this script included."""
    child.kill()
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(hold(sys.argv[2:]))
