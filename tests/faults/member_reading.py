"""What stands in a member's partition, read from the bare rows."""

from dataclasses import dataclass, field
from functools import cache

from shared.domain.documentation.studying import Study
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.usecases.documentation.study_rows import STUDIES
from shared.usecases.members.customer_claims import CLAIMS
from shared.usecases.records.member_rows import MEMBER_HEADERS, SUBSCRIPTIONS, MemberHeader

type Rows = tuple[tuple[str, str], ...]
"""Key and text of each row of one partition."""


@dataclass(eq=False)
class MemberRows:
    """One partition of members: header, subscriptions and studies by row, texts of raw and unclaimed events.

    ``claimed_by``: of a customer's partition, the key of the member that claims it.
    ``found_by``: the directory's rows that it needs, kept by whoever reckons them.
    """

    key: str
    header: MemberHeader | None = None
    subscriptions: dict[str, SubscriptionHistory] = field(default_factory=dict)
    studies: dict[str, Study] = field(default_factory=dict)
    raw: set[str] = field(default_factory=set)
    unclaimed: set[str] = field(default_factory=set)
    claimed_by: str = ""
    found_by: set[str] = field(default_factory=set)


@cache
def member_rows(partition: str, rows: Rows) -> MemberRows:
    """What these rows say."""
    member = MemberRows(partition)
    for key, text in rows:
        if key == f"gate-{partition}-0":
            member.header = MEMBER_HEADERS.read(text)
        elif key.startswith("gate-"):
            member.subscriptions[key] = SUBSCRIPTIONS.read(text)
        elif key.startswith("study-"):
            member.studies[key] = STUDIES.read(text)
        elif key.startswith("claim-"):
            member.claimed_by = CLAIMS.read(text).member
        elif key.startswith("told-"):
            continue  # a mark of when somebody is told of an event that counts for nobody: the mail is seen
        elif key.startswith("unclaimed-"):
            member.unclaimed.add(text)
        else:
            member.raw.add(text)
    return member
