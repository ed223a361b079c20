"""Who has read and changed persons' data, for whoever answers for the vendor."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.domain.refusals.errors import MonthInvalid
from shared.web.api.operation import Parameter, Where
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import read_on

with imported_when_used():
    from shared.usecases.audit import read_audit
    from shared.web.audit import wanted_audit

blueprint = Doors("Audit")

_WANTED = (
    Parameter("day", Where.QUERY, "This day's, where the vendor is; left out: today.", "2026-03-02"),
    Parameter("month", Where.QUERY, "Those of this month, where no day is named.", "2026-03"),
    Parameter("who", Where.QUERY, "Those in which this supporter is named as the author: the id.", "anna"),
    Parameter("about", Where.QUERY, "Those that name this reference, or the digest of this address."),
    Parameter("after", Where.QUERY, "The page after this one: the `next` that it came with."),
)


@blueprint.view(
    "GET api/audit",
    "At most 200 calls, the oldest first; `more`: there may be others, which `after={next}` shows.",
    parameters=_WANTED,
    refuses=(MonthInvalid, FieldsInvalid),
)
async def audit(asked: Asked) -> read_audit.AuditView:
    """Read the audit list.

    Every call with a function key that reads or changes what is kept about persons: who, what and when, and
    which tickets, members and mails it named or showed. Addresses stand in it as digests, and nothing does
    that a person wrote. A refused call stands in it too.
    """
    after = read_on(asked.query("after"), read_audit.reads_on)
    today = asked.now.astimezone(asked.desk.vendor.zone).date()
    return await read_audit.read_audit(asked.desk, wanted_audit.wanted_audit(asked.query, today), after)
