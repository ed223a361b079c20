"""Which language, and which form of answer, the sender of a request wants."""

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from shared.domain.values.vendor import Language
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid

DEFAULT = Language.SWEDISH


def requested_language(written: object) -> Language | None:
    """The language that a field or the query names, or None where it names none of ours."""
    return Language(written) if isinstance(written, str) and written in list(Language) else None


def accepted_language(header: str | None) -> Language | None:
    """The language of ours that ``Accept-Language`` ranks highest (RFC 9110, 12.5.4); None: it has none."""
    accepted = parse_accept_header(header, LanguageAccept)
    best = accepted.best_match([language.value for language in (DEFAULT, *Language)])
    return requested_language(best)


def wants_text(accept: str | None) -> bool:
    """Whether plain text is named and wanted more than JSON."""
    accepted = parse_accept_header(accept, MIMEAccept)
    return accepted.quality("text/plain") > accepted.quality("application/json")


def wants_html(accept: str | None) -> bool:
    """Whether a person's browser asks: HTML is named and wanted more than JSON. All else is a program."""
    accepted = parse_accept_header(accept, MIMEAccept)
    return accepted.quality("text/html") > accepted.quality("application/json")


def wants_csv(named: str | None, accept: str | None) -> bool:
    """Whether CSV is asked for: by name (``csv``, ``json``), else where it is wanted more than JSON.

    Raises:
        FieldsInvalid: another form is named.
    """
    if named is not None and named.lower() not in {"csv", "json"}:
        raise FieldsInvalid([FieldError("format", Code.NOT_A_CHOICE)])
    if named is not None:
        return named.lower() == "csv"
    accepted = parse_accept_header(accept, MIMEAccept)
    return accepted.quality("text/csv") > accepted.quality("application/json")
