"""Every HTTP operation of the desk, described in one table; a test compares it with the functions."""

from shared.web.api import describe_about as about
from shared.web.billing import describe_billing as billing
from shared.web.billing import describe_reconciling as reconciling
from shared.web.books import describe_material as material
from shared.web.books import describe_reports as reports
from shared.web.clocks import describe_clocks as clocks
from shared.web.conferences import describe_conferences as conferences
from shared.web.describing.describe_operation import Operation
from shared.web.files import describe_files as files
from shared.web.links import describe_links as links
from shared.web.links import describe_member_pages as member_pages
from shared.web.mail import describe_mails as mails
from shared.web.members import describe_flags as flags
from shared.web.members import describe_members as members
from shared.web.members import describe_news as news
from shared.web.sessions import describe_sessions as sessions
from shared.web.tickets import describe_notes as notes
from shared.web.tickets import describe_requests as requests
from shared.web.tickets import describe_tickets as tickets
from shared.web.tickets import describe_turns as turns
from shared.web.work import describe_quote_page as quote_page
from shared.web.work import describe_work as work

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
    *quote_page.OPERATIONS,
    *work.OPERATIONS,
    *notes.OPERATIONS,
    *mails.OPERATIONS,
    *members.OPERATIONS,
    *flags.OPERATIONS,
    *news.OPERATIONS,
    *reports.OPERATIONS,
    *material.OPERATIONS,
    *billing.OPERATIONS,
    *reconciling.OPERATIONS,
    *about.OPERATIONS,
)
"""In the order in which they are shown."""
