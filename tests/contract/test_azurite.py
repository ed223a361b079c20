"""Azurite on this machine keeps its data and its ports apart."""

import signal
import subprocess
from pathlib import Path

import pytest

from devstack.azurite import EARLY_INTERRUPT, Azurite, AzuriteFailed, node, running_azurite
from shared.adapters.tables import TableStore
from shared.ports.store import Create, Table


@pytest.fixture
def folder(azurite: Azurite, tmp_path: Path) -> Path:
    """A folder for an Azurite of its own, on a machine where Azurite is installed."""
    assert azurite.processes
    return tmp_path


async def test_what_was_stored_in_a_folder_is_there_after_a_restart(folder: Path) -> None:
    with running_azurite(folder) as first:
        store = TableStore.from_connection_string(first.connection_string)
        await store.commit(Table.TICKETS, "p", [Create("row", "kept")])
        await store.close()
    with running_azurite(folder) as second:
        store = TableStore.from_connection_string(second.connection_string)
        row = await store.get(Table.TICKETS, "p", "row")
        await store.close()
    assert row is not None
    assert row.text == "kept"


def test_a_taken_port_is_named_and_nothing_is_started(azurite: Azurite, tmp_path: Path) -> None:
    with (
        pytest.raises(AzuriteFailed, match=str(azurite.queue_port)),
        running_azurite(tmp_path, queue_port=azurite.queue_port),
    ):
        pytest.fail("a second service on the same port")
    assert list(tmp_path.iterdir()) == []


def test_its_processes_have_ended_when_the_context_is_left(folder: Path) -> None:
    with running_azurite(folder) as running:
        assert [process.poll() for process in running.processes] == [None] * 3
    assert [process.poll() for process in running.processes] == [0] * 3


def test_an_interrupt_before_a_service_listens_for_one_ends_it_as_soon_as_it_does() -> None:
    service = "setTimeout(() => process.once('SIGINT', () => process.exit(0)), 200); console.log('open')"
    with subprocess.Popen(  # noqa: S603 - node of this environment, and the program above
        [node(), "--require", EARLY_INTERRUPT, "--eval", service], stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"open\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
