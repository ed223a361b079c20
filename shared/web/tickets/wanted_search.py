"""What somebody wants to find, as the query of an address says it."""

from shared.domain.search.query import MOST_CHARACTERS, QueryFault, fault_of_query
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid

_LATEST = 9


def wanted_words(given: str | None) -> str:
    """What is looked for. Raises ``FieldsInvalid``: nothing, or what cannot be looked for."""
    if not (given or "").strip():
        raise FieldsInvalid([FieldError("q", Code.MISSING)])
    if fault := fault_of_query(given or ""):
        code = Code.TOO_LONG if fault is QueryFault.TOO_LONG else Code.NOT_VALID
        raise FieldsInvalid([FieldError("q", code, limit=MOST_CHARACTERS)])
    return given or ""


def wanted_place(after: str | None) -> int:
    """So many that were found stand before the page. Raises ``FieldsInvalid``: no page said so."""
    if not after:
        return 0
    if not (after.isascii() and after.isdecimal() and len(after) <= _LATEST):
        raise FieldsInvalid([FieldError("after", Code.NOT_VALID)])
    return int(after)
