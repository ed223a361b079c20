import subprocess
import sys
from pathlib import Path

import pytest

from devstack.stack.refusal import StackRefused
from devstack.stack.room import MARGIN, is_saved, lacks_room
from devstack.stack.running import RunningStack
from devstack.stack.secrets_file import StackSecrets

HELD = "table/__azurite_db_table__.json"


@pytest.fixture
def storage(tmp_path: Path) -> Path:
    """The folder of a storage that holds a thousand bytes."""
    (tmp_path / "table").mkdir()
    (tmp_path / HELD).write_text("x" * 1000)
    return tmp_path


def test_room_is_lacking_where_what_is_held_could_not_be_written_anew(storage: Path) -> None:
    assert not lacks_room(storage, free=MARGIN + 2000)
    assert lacks_room(storage, free=MARGIN + 1999)


def test_a_file_that_never_took_the_place_of_the_old_one_was_not_saved(storage: Path) -> None:
    assert is_saved(storage)
    (storage / f"{HELD}~").touch()
    assert not is_saved(storage)


def test_a_storage_process_that_was_killed_is_named_with_what_may_be_lost() -> None:
    with subprocess.Popen([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) as killed:
        killed.wait()
    stack = RunningStack("", "", "", ("", 0), "", StackSecrets(), {"table storage": killed}, None)
    with pytest.raises(StackRefused, match=r"table storage .* last five seconds may be lost"):
        stack.wait_for_an_end()
