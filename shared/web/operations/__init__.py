"""Every HTTP operation of the desk, described in one table; a test compares it with the functions."""

from shared.web.operations import (
    about,
    billing,
    clocks,
    conferences,
    files,
    flags,
    links,
    mails,
    member_pages,
    members,
    news,
    notes,
    reconciling,
    reports,
    requests,
    sessions,
    tickets,
    turns,
)
from shared.web.operations.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    *requests.OPERATIONS,
    *tickets.OPERATIONS,
    *clocks.OPERATIONS,
    *turns.OPERATIONS,
    *files.OPERATIONS,
    *conferences.OPERATIONS,
    *links.OPERATIONS,
    *sessions.OPERATIONS,
    *member_pages.OPERATIONS,
    *conferences.MEMBER_OPERATIONS,
    *notes.OPERATIONS,
    *mails.OPERATIONS,
    *members.OPERATIONS,
    *flags.OPERATIONS,
    *news.OPERATIONS,
    *reports.OPERATIONS,
    *billing.OPERATIONS,
    *reconciling.OPERATIONS,
    *about.OPERATIONS,
)
"""In the order in which they are shown."""
