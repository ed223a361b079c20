"""What a request's query may say."""

from enum import StrEnum

from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid


def chosen[Choice: StrEnum](name: str, written: str | None, choices: type[Choice], default: Choice) -> Choice:
    """The choice that the query names; left out: the default.

    Raises:
        FieldsInvalid: it names none of the choices.
    """
    if not written:
        return default
    try:
        return choices(written)
    except ValueError:
        raise FieldsInvalid([FieldError(name, Code.NOT_A_CHOICE)]) from None
