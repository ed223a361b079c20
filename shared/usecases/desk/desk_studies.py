"""Who has studied a product's documents: its responsible persons, a page of members at a time."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.domain.audit.named import Named
from shared.domain.documentation.documents import Shelf
from shared.domain.documentation.studying import Sitting, sitting_of
from shared.domain.members.gate import MemberFacts
from shared.ports.desk import Desk
from shared.usecases.documentation.keep_documents import read_documents
from shared.usecases.documentation.study_rows import LoadedStudy, load_studies
from shared.usecases.records.member_rows import directory, load_facts, places_of

MEMBERS_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class PersonStudied:
    """A responsible person: at which member, how many of the documents, and since when all if so."""

    member: str
    name: str
    address: str
    documents: int
    since: date | None


@dataclass(frozen=True, slots=True)
class DeskStudies:
    """The persons of a page of members. ``documents``: how many there are. ``next`` reads on, else ""."""

    product: str
    documents: int
    people: Sequence[PersonStudied]
    next: str


async def read_desk_studies(desk: Desk, product: str, after: str = "") -> DeskStudies:
    """The responsible persons of the next 25 members that subscribe to the product, or once did.

    Requests: the list, the directory for each name of the product, and then two a member, all at once.
    Raises ``ProductUnknown``.
    """
    shelf = await read_documents(desk, product)
    places = places_of(desk, (product,))
    pages = await asyncio.gather(*(directory(desk, place, MEMBERS_AT_ONCE, after=after) for place in places))
    keys = sorted({key for page in pages for key in page})[:MEMBERS_AT_ONCE]
    members, studies = await asyncio.gather(
        load_facts(desk, keys), asyncio.gather(*(load_studies(desk, key) for key in keys))
    )
    known = dict(zip(keys, studies, strict=True))
    people = [each for facts in members for each in _people(desk, facts, known[facts.key], shelf)]
    desk.shows((Named.ADDRESS, each.address) for each in people)
    following = keys[-1] if len(keys) == MEMBERS_AT_ONCE else ""
    return DeskStudies(product, len(shelf.documents), people, following)


def _people(
    desk: Desk, facts: MemberFacts, studies: Mapping[Sitting, LoadedStudy], shelf: Shelf
) -> Iterator[PersonStudied]:
    for seat in facts.member.responsible(shelf.product):
        loaded = studies.get(sitting_of(seat, desk.secret))
        been_through = [each for each in shelf.documents if loaded and loaded.study.has(each)]
        since = seat.studied if len(been_through) == len(shelf.documents) else None
        yield PersonStudied(facts.member.name, seat.name, seat.address, len(been_through), since)
