"""Which entries of the register a query asks for."""

from collections.abc import Callable

from shared.domain.register.entry import EntryState
from shared.domain.values.fields import entry_called
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor
from shared.web.http.wished import chosen, read_on

type _Query = Callable[[str], str | None]


class EntriesWanted(Frozen):
    """``product`` and ``state``: "" and None for all. ``after``: the last entry of the page before."""

    product: str = ""
    state: EntryState | None = None
    after: str = ""


def wanted_entries(query: _Query, vendor: Vendor) -> EntriesWanted:
    """Those that the query asks for; all of them where it names nothing.

    Raises ``FieldsInvalid``: a state that is none, or a page that was never shown; ``ProductUnknown``.
    """
    if product := query("product"):
        vendor.must_sell({"product": product})
    state = query("state")
    return EntriesWanted(
        product=product or "",
        state=chosen("state", state, EntryState, EntryState.REPORTED) if state else None,
        after=read_on(query("after"), lambda after: entry_called(after) == after),
    )
