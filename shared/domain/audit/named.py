"""Whom a call is about: the references and addresses that its address, body and answer name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from pydantic import BaseModel

from shared.domain.values.identity import address_key, digest, is_digest


class Named(StrEnum):
    """A sort of reference, by the name that fields and places of addresses have for it.

    An ``ADDRESS`` is a mail address, and is kept as the directory's digest of it.
    """

    TICKET = "ticket"
    MEMBER = "member"
    MAIL = "mail"
    NEWS = "news"
    ENTRY = "entry"
    ADDRESS = "address"


type References = Mapping[Named, tuple[str, ...]]
type Name = tuple[Named, str]

_FIELDS = {
    **{named.value: named for named in Named},
    **{f"{named}s": named for named in Named},
    "into": Named.TICKET,
    "email": Named.ADDRESS,
}
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,63}")
_DIGESTS = frozenset({Named.TICKET, Named.MAIL})
_PERSONS = frozenset({Named.TICKET, Named.MEMBER, Named.MAIL, Named.ADDRESS})


def names_in(said: object, called: Named | None = None) -> Iterator[Name]:
    """Every name in a body or an answer, found by what its field is called, however deep it stands.

    In a list of members or mails, the ``id`` of each is the member's, the mail's.
    """
    match said:
        case str() if said and called:
            yield called, said
        case BaseModel():
            for field, value in said:
                yield from names_in(value, called if field == "id" else _FIELDS.get(field))
        case tuple() | list():
            for each in said:
                yield from names_in(each, called)


def names_at(places: Mapping[str, str]) -> Iterator[Name]:
    """The names in an address."""
    return ((_FIELDS[place], text) for place, text in places.items() if place in _FIELDS)


def names_a_person(names: Iterable[Name]) -> bool:
    """Whether it is known by these whose data it is."""
    return any(named in _PERSONS for named, _ in names)


def references(secret: bytes, names: Iterable[Name]) -> References:
    """Each reference once, by its sort. What may be anything that somebody typed is kept as a digest."""
    found: defaultdict[Named, dict[str, None]] = defaultdict(dict)
    for named, text in names:
        found[named][_kept(secret, named, text)] = None
    return {named: tuple(each) for named, each in sorted(found.items())}


def _kept(secret: bytes, named: Named, text: str) -> str:
    if named is Named.ADDRESS:
        return address_key(secret, text)
    is_reference = is_digest if named in _DIGESTS else _PLAIN.fullmatch
    return text if is_reference(text) else digest(secret, "audit", text)
