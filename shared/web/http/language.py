"""Which language the sender of a request wants."""

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from shared.domain.values.vendor import Language

DEFAULT = Language.SWEDISH


def requested_language(written: object) -> Language | None:
    """The language that a field or the query names, or None where it names none of ours."""
    return Language(written) if isinstance(written, str) and written in list(Language) else None


def accepted_language(header: str | None) -> Language | None:
    """The language of ours that ``Accept-Language`` ranks highest (RFC 9110, 12.5.4); None: it has none."""
    accepted = parse_accept_header(header, LanguageAccept)
    best = accepted.best_match([language.value for language in (DEFAULT, *Language)])
    return requested_language(best)
