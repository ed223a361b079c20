"""``desk repair`` on a stack that runs."""

import asyncio
import os
from pathlib import Path

import pytest

from devstack.stack.data_lock import read_owner
from shared.adapters.tables import TableStore
from shared.domain.agenda.agenda import shards
from shared.ports.store import Remove, Table
from tests.stack.conftest import desk, desk_up

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to watch processes end")


async def _lose_the_agenda(storage: str) -> None:
    store = TableStore.from_connection_string(storage)
    for shard in shards():
        rows = await store.rows(Table.AGENDA, shard, first="", before="~")
        if rows:
            changes = [Remove(row.key, row.etag) for row in rows]
            await store.commit(Table.AGENDA, shard, changes)
    await store.close()


def repaired(data: Path, *options: str) -> str:
    """What the command says."""
    done = desk("repair", "--data", str(data), *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_lost_agenda_is_told_mended_and_whole_again(tmp_path: Path) -> None:
    with desk_up(tmp_path):
        assert repaired(tmp_path) == "Nothing lacks.\n"
        owner = read_owner(tmp_path)
        assert owner
        asyncio.run(_lose_the_agenda(owner.storage))
        lacking = repaired(tmp_path, "--dry-run")
        assert lacking.startswith("Would be written: look ")
        assert repaired(tmp_path) == lacking.replace("Would be written", "Written")
        assert repaired(tmp_path) == "Nothing lacks.\n"


def test_without_a_desk_one_sentence_says_so(tmp_path: Path) -> None:
    refused = desk("repair", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: No stack is running on")
