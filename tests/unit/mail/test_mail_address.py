"""Addresses are checked as the email_validator library does it, whichever way they take."""

import subprocess
import sys
from typing import Annotated

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import AfterValidator, EmailStr, TypeAdapter, ValidationError

from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import kept_address

OURS: TypeAdapter[str] = TypeAdapter(MailAddress)
LIBRARY: TypeAdapter[str] = TypeAdapter(Annotated[EmailStr, AfterValidator(kept_address)])
"""What the library takes, with the domain in ASCII."""

PARTS = st.text("ab1-_+.A", max_size=6)
LABELS = st.one_of(st.text("ax1-", max_size=6), st.sampled_from(["xn--a", "a" * 63, "a" * 64, "example"]))
TOPS = st.sampled_from(
    [
        "com",
        "se",
        "c",
        "test",
        "local",
        "localhost",
        "invalid",
        "onion",
        "arpa",
        "x1",
        "1x",
        "xn--p1ai",
        "COM",
    ]
)


@st.composite
def near_addresses(draw: st.DrawFn) -> str:
    """Addresses, and texts that are nearly one."""
    local = draw(st.one_of(PARTS, st.sampled_from(["a" * 64, "a" * 65, "postmaster", "Postmaster"])))
    return f"{local}@{'.'.join([*draw(st.lists(LABELS, max_size=4)), draw(TOPS)])}"


def judged(adapter: TypeAdapter[str], text: str) -> tuple[str, object]:
    """What becomes of the text: the address, or what is wrong with it."""
    try:
        return "taken", adapter.validate_python(text)
    except ValidationError as refused:
        return "refused", refused.errors(include_url=False)


@given(st.one_of(near_addresses(), st.text(max_size=30)))
@example("eva@example.com")
@example("eva@example.com\n")
@example("Eva <eva@example.com>")
@example(" eva@example.com ")
@example("eva.maria+desk@sub-1.example.org")
@example("eva@b\u00fccher.example")
@example(f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.example")
@example(f"a@{'.'.join(['b' * 60] * 4)}.example.com")
def test_every_text_is_judged_as_the_library_judges_it(text: str) -> None:
    assert judged(OURS, text) == judged(LIBRARY, text)


@pytest.mark.parametrize("value", [None, 1])
def test_what_is_no_text_is_no_address(value: object) -> None:
    with pytest.raises(ValidationError):
        OURS.validate_python(value)


def test_the_schema_says_that_it_is_a_mail_address() -> None:
    assert OURS.json_schema() == {"type": "string", "format": "email"}


PLAIN = """
import sys
from pydantic import TypeAdapter
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import kept_address
TypeAdapter(MailAddress).validate_python("eva@example.com")
print("email_validator" in sys.modules)
"""


def test_a_plain_address_does_not_import_the_library() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", PLAIN], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
