"""The forms that the statement comes in."""

from enum import StrEnum

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header


class StatementFormat(StrEnum):
    """For programs, for spreadsheets, for paper."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"


MEDIA = {
    StatementFormat.JSON: "application/json",
    StatementFormat.CSV: "text/csv",
    StatementFormat.HTML: "text/html",
}


def wished_format(accept: str | None) -> StatementFormat:
    """The one that ``Accept`` wants most; JSON where it says nothing of them."""
    accepted = parse_accept_header(accept, MIMEAccept)
    return max(StatementFormat, key=lambda form: accepted.quality(MEDIA[form]))
