"""Every HTTP operation of the desk, described in one table; a test compares it with the functions."""

from shared.web.operations import about, billing, members, news, requests, tickets
from shared.web.operations.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    *requests.OPERATIONS,
    *tickets.OPERATIONS,
    *members.OPERATIONS,
    *news.OPERATIONS,
    *billing.OPERATIONS,
    *about.OPERATIONS,
)
"""In the order in which they are shown."""
