"""Which members a query asks for."""

from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum

from shared.domain.members.billing import Status
from shared.domain.members.member_listing import MembersWanted
from shared.domain.values.vendor import Vendor
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.http.wished import chosen

type Query = Callable[[str], str | None]
"""What the query says under a name."""


class YesOrNo(StrEnum):
    """Whether something is asked for."""

    YES = "true"
    NO = "false"


def wanted_members(query: Query, vendor: Vendor) -> MembersWanted:
    """Those that the query asks for; all of them where it names nothing.

    Raises:
        FieldsInvalid: a state, a day or a choice that is none.
        ProductUnknown: the vendor sells no such product.
    """
    if product := query("product"):
        vendor.must_sell({"product": product})
    status = query("status")
    return MembersWanted(
        product=product or "",
        status=chosen("status", status, Status, Status.ACTIVE) if status else None,
        lapsed=_asked("lapsed", query),
        ending_before=_day("ending_before", query, vendor),
        empty_seat=_asked("empty_seat", query),
        flagged=_asked("flagged", query),
    )


def _asked(name: str, query: Query) -> bool:
    return chosen(name, query(name), YesOrNo, YesOrNo.NO) is YesOrNo.YES


def _day(name: str, query: Query, vendor: Vendor) -> datetime | None:
    """When this day begins where the vendor is."""
    if not (written := query(name)):
        return None
    try:
        return datetime.combine(date.fromisoformat(written), time(), vendor.zone)
    except ValueError:
        raise FieldsInvalid([FieldError(name, Code.NOT_VALID)]) from None
