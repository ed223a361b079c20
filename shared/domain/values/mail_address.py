"""A mail address, as it is checked wherever one is written or read.

The rules are the email_validator library's. It takes 0.1 ms an address and is slow to import, and a member is
read with all its people at every request: so an address of the plainest form, which the library takes as it
stands (``tests/unit/mail/test_mail_address.py`` compares them), is taken without it.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from shared.domain.values.mail_domain import kept_address

_PLAIN = re.compile(
    r"(?=.{3,200}$)(?=[^@]{1,64}@)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*"
    r"@(?:(?=[^.]{1,63}\.)[a-z0-9]+(?:-[a-z0-9]+)*\.)+"
    r"(?!(?:arpa|invalid|local|localhost|onion|test)$)[a-z]{2,63}",
    re.ASCII,
)
"""Lower case, digits, ``_+-.``; no label with two hyphens in a row, no top level kept for tests."""


def _checked(text: str) -> str:
    """The address as it is kept: its domain in ASCII, lower case. Raises pydantic's error for a bad one."""
    return text if _PLAIN.fullmatch(text) else _judged_by_library(text)


def _judged_by_library(text: str) -> str:
    from pydantic.networks import validate_email  # noqa: PLC0415 - hardly any address comes this way

    return kept_address(validate_email(text)[1])


type MailAddress = Annotated[
    str, AfterValidator(_checked), WithJsonSchema({"type": "string", "format": "email"})
]
"""One address without a name."""
