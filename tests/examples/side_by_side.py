"""Tests side by side: those that share what takes long to start run in one process, in their order."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/e2e/": "stack",
    "tests/browser/": "stack",
    "tests/contract/": "azurite",
    "tests/host/": "azurite",
    "tests/azure/test_package.py": "azurite",
    "tests/stack/": "desk up",
}
"""Where tests are -> what they share."""


def shared_by(nodeid: str) -> str:
    """What the test shares with others; where nothing, the test itself."""
    found = (name for place, name in TOGETHER.items() if nodeid.startswith(place))
    return next(found, nodeid)


class TogetherScheduling(LoadScopeScheduling):
    """Hands tests to processes: one by one, but for those that share something.

    It reads where a test is. xdist's own groups are lost without a word where pytest is newer than it knows
    (pytest-dev/pytest-xdist#1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid)
