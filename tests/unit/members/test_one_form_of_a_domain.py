"""Domains and addresses have one form: IDNA 2008, in ASCII; both spellings match, and ß is not ss."""

import pytest
from pydantic import ValidationError

from shared.domain.members.member import Member, Person
from shared.domain.members.member_errors import AddressOfDesk
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import ascii_domain, compared_address
from shared.usecases.members.put_member import put_member
from tests.examples.contract_story import Story, planner
from tests.fakes.desk import FakeDesk

ASCII, UNICODE = "xn--strae-oqa.example.se", "straße.example.se"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Example.ORG", "example.org"),
        (UNICODE, ASCII),
        (UNICODE.upper().replace("SS", "ß"), ASCII),
        ("XN--Strae-OQA.example.se", ASCII),
        ("strasse.example.se", "strasse.example.se"),
        ("räksmörgås.example.se", "xn--rksmrgs-5wao1o.example.se"),
        ("ra\u0308ksmo\u0308rga\u030as.example.se", "xn--rksmrgs-5wao1o.example.se"),
    ],
)
def test_a_domain_is_kept_in_ascii_however_it_is_written(written: str, kept: str) -> None:
    assert ascii_domain(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "example.org.",
        "*.example.org",
        "example..org",
        ".example.org",
        "example",
        "",
        ".",
        "exa mple.org",
        "eva@example.org",
        "xn--a.example.org",
        "-a.example.org",
        f"{'a' * 64}.example.org",
        "☃.example.org",
        "a_b.example.org",
    ],
)
def test_what_is_no_domain_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="Write the domain alone"):
        ascii_domain(written)
    with pytest.raises(ValidationError):
        Member(id="acme", name="Acme", owner=Person(address="o@example.org"), domains=(written,))


def test_addresses_are_compared_in_one_form() -> None:
    assert compared_address(f"Eva@{UNICODE.upper().replace('SS', 'ß')}") == f"eva@{ASCII}"
    assert address_key(b"s", f"eva@{UNICODE}") == address_key(b"s", f"EVA@{ASCII}")
    assert address_key(b"s", "eva@strasse.example.se") != address_key(b"s", f"eva@{UNICODE}")
    assert address_key(b"s", "straße@example.se") != address_key(b"s", "strasse@example.se")


async def of_domain(domain: str, contact: str = "owner@elsewhere.example.org") -> Story:
    """A member with this domain, that subscribes to Planner."""
    story = Story()
    member = Member(
        id="acme",
        name="Acme",
        owner=Person(address=contact),
        domains=(domain,),
        subscriptions=(planner(),),
    )
    await put_member(story.fake.desk, member)
    await story.fake.rest()
    return story


@pytest.mark.parametrize("domain", [ASCII, UNICODE])
@pytest.mark.parametrize("sender", [f"eva@{ASCII}", f"eva@{UNICODE}"])
async def test_a_member_is_known_by_either_spelling_of_its_domain(domain: str, sender: str) -> None:
    story = await of_domain(domain)
    assert (await story.turn(await story.ask(email=sender))).covered is True


async def test_a_member_does_not_cover_the_domain_that_looks_alike() -> None:
    story = await of_domain(UNICODE)
    assert (await story.turn(await story.ask(email="eva@strasse.example.se"))).covered is False


@pytest.mark.parametrize("contact", [f"eva@{ASCII}", f"eva@{UNICODE}"])
async def test_a_contact_is_known_by_either_spelling_of_the_address(contact: str) -> None:
    story = await of_domain("acme.example.org", contact)
    for sender in (f"eva@{ASCII}", f"Eva@{UNICODE}"):
        assert (await story.turn(await story.ask(email=sender))).covered is True


@pytest.mark.parametrize("own", ["support@example.com", "Desk@Example.COM", "desk+any.thing@example.com"])
async def test_a_person_of_a_member_with_the_desks_own_address_is_refused(own: str) -> None:
    fake = FakeDesk()
    owner, person = Person(address="o@acme.example.org"), Person(address=own)
    with pytest.raises(AddressOfDesk) as refused:
        await put_member(fake.desk, Member(id="acme", name="Acme", owner=owner, contacts=(owner, person)))
    assert refused.value.fields == ("contacts.1.address",)
