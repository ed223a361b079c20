"""The demo members, where loading them goes wrong."""

from pathlib import Path

import pytest

from devstack.stack.demo import load_demo_once
from devstack.stack.ports import Ports
from devstack.stack.refusal import StackRefused


def test_a_desk_that_is_gone_while_the_demo_loads_is_one_clear_sentence(tmp_path: Path) -> None:
    nobody = Ports.free().address("http")
    with pytest.raises(StackRefused, match="while the demo members were loaded"):
        load_demo_once(tmp_path, nobody, "key", print)
    assert list(tmp_path.iterdir()) == []
