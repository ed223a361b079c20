"""A Python part of the stack, as a process of its own that never outlives this one."""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from devstack.stack.refusal import StackRefused

ROOT = Path(__file__).parents[2]
PATIENCE = 10.0
"""Seconds that a part has to stop."""


class Program:
    """A started program: it says one line when it is ready, and stops when its standard input closes.

    Its error output is passed on, but what it says before it is ready is kept to explain a failed start.
    """

    def __init__(self, name: str, module: str, options: Sequence[str], settings: Mapping[str, str]) -> None:
        """Start the module; it gets this environment and the settings."""
        self._name = name
        self._said: deque[str] = deque(maxlen=200)
        self._is_ready = False
        self.process = subprocess.Popen(  # noqa: S603 - a module of this repository
            [sys.executable, "-m", module, *options, "--leash"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C reaches only the supervisor, which stops its parts in order
        )
        self._listener = Thread(target=self._listen, args=(self.process.stderr,), daemon=True)
        self._listener.start()

    def go(self) -> None:
        """Let a program that was started with ``--wait`` begin."""
        if self.process.stdin:
            with suppress(BrokenPipeError):  # it has ended already; ``ready`` tells why
                self.process.stdin.write("go\n")
                self.process.stdin.flush()

    def ready(self) -> str:
        """Wait for the line that says that the program is ready.

        Raises:
            StackRefused: it ended instead; its last words say why.
        """
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            self.stop()
            why = self._said[-1].strip() if self._said else "it does not say why"
            message = f"The {self._name} did not start: {why}"
            raise StackRefused(message)
        self._is_ready = True
        sys.stderr.writelines(self._said)
        return line.strip()

    def stop(self) -> None:
        """Ask the program to stop, wait until it has, and kill it where it does not."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._listener.join(PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def _listen(self, errors: IO[str] | None) -> None:
        for line in errors or ():
            if self._is_ready:
                sys.stderr.write(line)
                sys.stderr.flush()
            else:
                self._said.append(line)
