"""What the sender of a request may wish for: a form of answer, a choice, a ticket by its code."""

from collections.abc import Callable
from enum import StrEnum

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from shared.domain.values.identity import spoken_beginning
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid


class Media(StrEnum):
    """A form of answer, as ``Accept`` names it; its name in lower case is how a query does."""

    JSON = "application/json"
    TEXT = "text/plain"
    CSV = "text/csv"
    HTML = "text/html"


def wished_media(accept: str | None, *others: Media, named: str | None = None) -> Media:
    """The form that is ``named``, else the one that ``Accept`` wants most; JSON unless it wants another more.

    Raises ``FieldsInvalid``: the form that is named is none of these.
    """
    offered = (Media.JSON, *others)
    if named:
        found = [form for form in offered if form.name == named.upper()]
        if not found:
            formats = tuple(form.name.lower() for form in offered)
            raise FieldsInvalid([FieldError("format", Code.NOT_A_CHOICE, choices=formats)])
        return found[0]
    accepted = parse_accept_header(accept, MIMEAccept)
    return max(offered, key=accepted.quality)


def wants_html(accept: str | None) -> bool:
    """Whether a person's browser asks: HTML is named and wanted more than JSON. All else is a program."""
    return wished_media(accept, Media.HTML) is Media.HTML


def spoken(code: str) -> str:
    """How the reference begins that is meant by a ticket's code. Raises ``FieldsInvalid``: it is none."""
    beginning = spoken_beginning(code)
    if not beginning:
        raise FieldsInvalid([FieldError("code", Code.NOT_VALID)])
    return beginning


def read_on(after: str | None, is_cursor: Callable[[str], bool]) -> str:
    """After what the page begins; "" for the first one. Raises ``FieldsInvalid``: no page said so."""
    if after and not is_cursor(after):
        raise FieldsInvalid([FieldError("after", Code.NOT_VALID)])
    return after or ""


def chosen[Choice: StrEnum](name: str, written: str | None, choices: type[Choice], default: Choice) -> Choice:
    """The choice that the query names; left out: the default.

    Raises ``FieldsInvalid``: it names none of the choices.
    """
    if not written:
        return default
    try:
        return choices(written)
    except ValueError:
        raise FieldsInvalid([FieldError(name, Code.NOT_A_CHOICE, choices=tuple(choices))]) from None
