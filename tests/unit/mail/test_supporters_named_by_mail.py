"""Whom a colleague means by a name: an id, a name, an address, or a first name that is one's alone."""

import pytest

from shared.domain.members.supporter_names import supporter_called
from shared.domain.values.vendor import Supporter, Vendor

PEOPLE = (
    Supporter(id="bo", name="Bo Berg", address="bo.berg@example.com"),
    Supporter(id="eva", name="Eva Ek", address="eva@example.com"),
    Supporter(id="eva2", name="Eva Al", address="eva.al@example.com"),
    Supporter(id="asa", name="Åsa Öberg", address="asa@example.com"),
)
VENDOR = Vendor(sender_address="a@example.com", fallback_address="b@example.com", supporters=PEOPLE)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *((each, "bo") for each in ("bo", "Bo.", "BO BERG", "@bo", "till Bo", "Bo.Berg@example.com")),
        *((each, "asa") for each in ("åsa", "Åsa Öberg", "asa")),
        ("Eva Ek", "eva"),
        ("eva", "eva"),
        ("Eva A", "Eva A"),
        ("nobody", "nobody"),
        ("", ""),
    ],
)
def test_a_supporter_is_found_however_a_colleague_writes_the_name(name: str, meant: str) -> None:
    assert supporter_called(name, VENDOR) == meant


def test_a_first_name_that_two_have_is_nobodys() -> None:
    assert supporter_called("eva", VENDOR.model_copy(update={"supporters": PEOPLE[2:]})) == "eva2"
    twice = (*PEOPLE[2:], PEOPLE[1].model_copy(update={"id": "ek"}))
    assert supporter_called("eva", VENDOR.model_copy(update={"supporters": twice})) == "eva"
