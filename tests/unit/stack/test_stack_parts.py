import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from devstack.stack.data_lock import Owner, locked, read_owner
from devstack.stack.leftovers import wait_until_gone
from devstack.stack.ports import Ports
from devstack.stack.refusal import StackRefused
from devstack.stack.secrets_file import StackSecrets


def test_a_living_owner_of_the_data_is_named(tmp_path: Path) -> None:
    with locked(tmp_path) as lock:
        lock.tell(Owner(os.getpid(), http="http://127.0.0.1:7071"))
        with (
            pytest.raises(StackRefused, match=rf"process {os.getpid()} at http://127\.0\.0\.1:7071"),
            locked(tmp_path),
        ):
            pass


def test_a_lock_that_its_owner_left_behind_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "desk.lock").write_text(json.dumps({"process": 1, "http": "http://127.0.0.1:7071"}))
    with locked(tmp_path) as lock:
        assert lock.after is not None
        owner = read_owner(tmp_path)
        assert owner is not None
        assert (owner.process, owner.http) == (os.getpid(), "")


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"process": 1, "unknown": 2}'])
def test_a_lock_file_with_anything_in_it_is_taken_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.lock").write_text(text)
    with locked(tmp_path) as lock:
        assert lock.after is None


def test_a_lock_that_was_let_go_says_so(tmp_path: Path) -> None:
    with locked(tmp_path):
        pass
    assert read_owner(tmp_path) is None
    with locked(tmp_path) as lock:
        assert lock.after is None


def test_a_data_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StackRefused, match=rf"{tmp_path}/file cannot be used"), locked(tmp_path / "file"):
        pass


def test_parts_that_have_ended_need_no_wait() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert wait_until_gone([ended.pid], patience=60)


def test_a_part_that_does_not_end_is_waited_for_no_longer_than_patience_lasts() -> None:
    assert not wait_until_gone([os.getpid()], patience=0)


def test_a_taken_port_is_named_with_the_option_that_chooses_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(StackRefused, match=rf"Port {taken} \(mail\) is taken .*--mail-port"):
            Ports(http=0, dev=0, mail=taken, queue=0, table=0, blob=0).found()


def test_free_ports_are_all_different() -> None:
    found = Ports.free().found()
    assert len({found.http, found.dev, found.mail, found.queue, found.table, found.blob}) == 6


def test_a_port_that_is_asked_for_is_kept() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        wanted = other.getsockname()[1]
    assert Ports(http=wanted, dev=0, mail=0, queue=0, table=0, blob=0).found().http == wanted


def test_secrets_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    made = StackSecrets.kept_in(tmp_path)
    assert StackSecrets.kept_in(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_secrets_do_not_show_when_they_are_printed(tmp_path: Path) -> None:
    made = StackSecrets.kept_in(tmp_path)
    assert made.function_key not in repr(made)


def test_a_secrets_file_that_cannot_be_read_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{")
    with pytest.raises(StackRefused, match="make clean"):
        StackSecrets.kept_in(tmp_path)
    assert (tmp_path / "settings.json").read_text() == "{"
