"""One stack at a time on one data folder.

The lock is the operating system's, held on ``desk.lock`` for as long as the owner lives: a dead owner's lock
is free, whatever the file still says. Its text tells others who the owner is and where its parts are.
"""

import json
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from devstack.stack.refusal import StackRefused

NAME = "desk.lock"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who runs the stack, where its parts are and which processes; "" and () until they are known.

    ``storage``: the connection string of its storage.
    """

    process: int
    http: str = ""
    dev: str = ""
    mails: str = ""
    parts: tuple[int, ...] = ()
    storage: str = ""


class HeldLock:
    """The lock, held by this process."""

    def __init__(self, file: IO[str], *, after: Owner | None) -> None:
        """``after``: whoever held it last without letting go, or None."""
        self._file = file
        self.after = after
        self.tell(Owner(os.getpid()))

    def tell(self, owner: Owner) -> None:
        """Tell others who holds the lock, and where its parts are."""
        self._write(json.dumps(asdict(owner)))

    def let_go(self) -> None:
        """Tell others that nobody holds it any more."""
        self._write("")

    def _write(self, text: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)
        self._file.flush()


@contextmanager
def locked(folder: Path) -> Generator[HeldLock]:
    """Hold the lock on a data folder, which is made where it is missing.

    Raises:
        StackRefused: another process holds it, and is named; or the folder cannot be written.
    """
    with _opened(folder) as file:
        if not _lock(file):
            raise StackRefused(_taken(folder, read_owner(folder)))
        lock = HeldLock(file, after=read_owner(folder))
        try:
            yield lock
        finally:
            lock.let_go()


def _opened(folder: Path) -> IO[str]:
    """The lock file; what is in it stays."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / NAME).open("a+", encoding="utf-8")
    except OSError as error:
        message = f"The data folder {folder} cannot be used: {error.strerror}."
        raise StackRefused(message) from None


def read_owner(folder: Path) -> Owner | None:
    """Who the lock file says is the owner; None where nobody is."""
    try:
        return Owner(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _taken(folder: Path, owner: Owner | None) -> str:
    where = f" at {owner.http}" if owner and owner.http else ""
    who = f"process {owner.process}" if owner else "another process"
    return f"A stack runs already on {folder} ({who}{where}): stop it, or choose another folder with --data."


if sys.platform == "win32":
    import msvcrt

    FAR_BEYOND_THE_TEXT = 1 << 20

    def _lock(file: IO[str]) -> bool:
        """Lock a byte that nobody reads: on Windows a locked one cannot be read by others."""
        file.seek(FAR_BEYOND_THE_TEXT)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
