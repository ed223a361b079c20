"""A plugin of pytest: each test counts as passed and is not run, so that only who was to run it is seen."""

from typing import Literal

import pytest

WHEN: tuple[Literal["setup", "call", "teardown"], ...] = ("setup", "call", "teardown")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool:
    """Tell that it has passed."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for when in WHEN:
        report = pytest.TestReport(item.nodeid, item.location, {}, "passed", None, when)
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
