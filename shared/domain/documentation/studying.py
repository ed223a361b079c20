"""Who is sent what to study, and what a responsible person says to have studied."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self

from shared.domain.documentation.documents import Document, Shelf
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Member, Seat
from shared.domain.news.news_audience import covered_products
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.identity import address_key, digest

type Sitting = tuple[str, str]
"""Which seat: the digest of its product, and that of its person's address."""


class Studied(Frozen):
    """Its person says to have studied this version of a document."""

    document: str
    version: str
    at: Instant


class Study(Frozen):
    """What one responsible person has studied of one product, as long as the seat is the person's.

    ``product`` and ``person`` are digests. ``times``: how often the person was given the seat, and so was
    sent what to study. ``held``: the seat is the person's, as far as was looked. ``finished``: the day on
    which this made the seat's ``studied``.
    """

    product: str
    person: str
    times: int = 1
    held: bool = True
    marks: tuple[Studied, ...] = ()
    finished: date | None = None

    @property
    def sitting(self) -> Sitting:
        """Whose it is, of which product."""
        return self.product, self.person

    def mark(self, document: str) -> Studied | None:
        """What was said of this document, in whichever version."""
        return next((each for each in self.marks if each.document == document), None)

    def has(self, document: Document) -> bool:
        """Whether the document is studied in the version that it has."""
        mark = self.mark(document.id)
        return mark is not None and mark.version == document.version

    def begun_anew(self) -> Self:
        """As it is when the seat comes to the person again, after others or nobody had it."""
        return self if self.held else self.but(times=self.times + 1, held=True, marks=(), finished=None)

    def given_up(self) -> Self:
        """The seat is somebody else's, or nobody's."""
        return self.but(held=False)


class StudyMark(Frozen):
    """What a person says of a document: studied, or not after all."""

    document: str
    studied: bool


def product_place(secret: bytes, product: str) -> str:
    """What stands for a product in keys and links."""
    return digest(secret, "documentation", product)


def sitting_of(seat: Seat, secret: bytes) -> Sitting:
    """Which seat it is."""
    return product_place(secret, seat.product), address_key(secret, seat.address)


def seat_at(member: Member, sitting: Sitting, secret: bytes) -> Seat | None:
    """The seat, where it is still this person's."""
    return next((each for each in member.seats if sitting_of(each, secret) == sitting), None)


def seats_to_tell(
    facts: MemberFacts, known: Mapping[Sitting, Study], now: datetime, house: House
) -> tuple[Seat, ...]:
    """The seats whose persons are to be sent what to study, each once.

    Not who was sent it since the seat became the person's, nor who has studied as far as the vendor knows;
    nor for a product that is not covered now, nor to an address that is dead.
    """
    products = dict.fromkeys(each.product for each in facts.member.seats)
    covered = covered_products(facts, products, now, house.vendor)
    waiting = {
        sitting_of(each, house.secret): each
        for each in reversed(facts.member.seats)
        if each.product in covered and each.studied is None and not facts.flags.unusable(each.address)
    }
    return tuple(
        seat for name, seat in reversed(waiting.items()) if name not in known or not known[name].held
    )


def studies_given_up(member: Member, known: Mapping[Sitting, Study], secret: bytes) -> tuple[Study, ...]:
    """What was studied in seats that are not the same person's any more."""
    held = {sitting_of(each, secret) for each in member.seats}
    return tuple(each for name, each in known.items() if each.held and name not in held)


def decide_marking(study: Study, given: StudyMark, facts: Shelf, now: datetime, house: House) -> Study:
    """The document is marked, or is not any more; said again, nothing changes.

    With the last document of the list everything is studied, today where the vendor is.
    Raises ``DocumentUnknown``.
    """
    document = facts.document(given.document)
    if study.has(document) == given.studied:
        return study
    others = tuple(each for each in study.marks if each.document != document.id)
    mark = Studied(document=document.id, version=document.version, at=now)
    after = study.but(marks=(*others, mark) if given.studied else others)
    if not all(after.has(each) for each in facts.documents):
        return after if given.studied else after.but(finished=None)
    return after.but(finished=study.finished or now.astimezone(house.vendor.zone).date())


def seat_after(seat: Seat, before: Study, after: Study) -> Seat:
    """The seat once this was studied: its day is set or taken back by marks, and none that another wrote."""
    if after.finished and seat.studied is None:
        return seat.but(studied=after.finished)
    if before.finished and after.finished is None and seat.studied == before.finished:
        return seat.but(studied=None)
    return seat
