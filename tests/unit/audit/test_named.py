"""What a call names is found in its address, body and answer, and kept without what a person wrote."""

from shared.domain.audit.named import Named, names_a_person, names_at, names_in, references
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import address_key

SECRET = b"a secret for tests only"
TICKET, OTHER = "k3f7q2mz5abcdwxy", "m5d2s7kq3xwzafne"


class Person(Frozen):
    """Somebody with an address."""

    address: str
    name: str = "Eva"


class Listed(Frozen):
    """What a list of members has of one."""

    id: str
    contacts: tuple[Person, ...] = ()


class Shown(Frozen):
    """An answer with all sorts of names in it."""

    id: str = "not-a-name"
    ticket: str = ""
    tickets: tuple[str, ...] = ()
    members: tuple[Listed, ...] = ()
    into: str = ""
    email: str | None = None
    message: str = "I am eva@example.org, about k3f7q2mz5abcdwxy."


def test_names_are_found_by_what_their_fields_are_called_however_deep_they_stand() -> None:
    shown = Shown(
        ticket=TICKET,
        tickets=(OTHER,),
        members=(Listed(id="acme", contacts=(Person(address="eva@example.org"),)),),
        into=OTHER,
        email="bo@example.org",
    )
    assert list(names_in(shown)) == [
        (Named.TICKET, TICKET),
        (Named.TICKET, OTHER),
        (Named.MEMBER, "acme"),
        (Named.ADDRESS, "eva@example.org"),
        (Named.TICKET, OTHER),
        (Named.ADDRESS, "bo@example.org"),
    ]


def test_what_is_empty_or_no_name_is_none() -> None:
    assert list(names_in(Shown())) == list(names_in(None)) == []
    assert list(names_at({"ticket": TICKET, "turn": "m1", "month": "2026-03"})) == [(Named.TICKET, TICKET)]


def test_a_product_or_an_entry_of_the_register_says_nothing_of_whose_data_it_is() -> None:
    assert not names_a_person(names_at({"entry": "E-12", "news": "planner-9", "product": "planner"}))
    assert names_a_person(names_at({"member": "acme"}))


def test_each_reference_is_kept_once_and_each_address_as_the_directorys_digest() -> None:
    names = [(Named.TICKET, TICKET), (Named.ADDRESS, "Eva@example.org"), (Named.ADDRESS, "eva@EXAMPLE.org")]
    assert references(SECRET, [*names, (Named.TICKET, TICKET), (Named.MEMBER, "acme")]) == {
        Named.ADDRESS: (address_key(SECRET, "eva@example.org"),),
        Named.MEMBER: ("acme",),
        Named.TICKET: (TICKET,),
    }


def test_what_may_be_anything_that_somebody_typed_is_kept_as_a_digest() -> None:
    typed = {"ticket": "eva-lind", "member": "eva@example.org", "entry": "\ud800 Eva"}
    kept = [text for each in references(SECRET, names_at(typed)).values() for text in each]
    assert len(kept) == 3
    assert not any("eva" in text.lower() for text in kept)
