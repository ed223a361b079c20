"""A supporter says that a document answers by now what somebody had asked; looks tell whoever asked."""

import asyncio
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from shared.domain.documentation.documents import Document
from shared.domain.documentation.improving import (
    AskedAt,
    Improvement,
    ImprovementBody,
    Question,
    parted,
)
from shared.domain.documentation.studying import product_place
from shared.domain.members.recipients import supporter
from shared.domain.refusals.documentation_errors import MaterialUnknown
from shared.domain.tickets.entries import Entry, identified
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.usecases.documentation.improvement_rows import (
    create_improvement,
    documents_aggregate,
    effects,
    load_improvement,
)
from shared.usecases.documentation.material_rows import tickets_asking
from shared.usecases.documentation.shelf_rows import LoadedShelf, load_shelf
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket_and_people


class ImprovementView(Frozen):
    """An improvement. ``questions``: what no earlier one had answered so; ``told``: how many persons are."""

    id: str
    document: str
    version: str
    at: Instant
    author: str
    questions: tuple[AskedAt, ...]
    told: int


async def improve_document(
    desk: Desk, product: str, document: str, given: ImprovementBody, key: str | None
) -> ImprovementView:
    """The questions are answered by the document in this version, and each person who asked is told once.

    One mail a person and improvement, however many of its questions; the same again, under the same key or
    for what this version has answered already, tells nobody.

    Raises:
        ProductUnknown, DocumentUnknown, AuthorUnknown, KeyReused: nothing was written.
        MaterialUnknown: a question is not kept as material about this document.
        StoreUnavailable: send it again with the same key.
    """
    desk.vendor.must_sell({"product": product})
    supporter(given.author, desk.vendor)
    place = product_place(desk.secret, product)
    entry = identified(
        desk.secret, "improve", given, key, desk.clock.now(), "improvement", place, about=document
    )

    async def attempt(_: int) -> ImprovementView:
        names = filter(None, (entry.earlier, entry.id))
        known = await asyncio.gather(*(load_improvement(desk, place, each) for each in names))
        for each in filter(None, known):
            entry.repeats({each.id: each.content}, each.id)
            return _view(each)
        return await _improve(desk, product, await load_shelf(desk, product), given, entry)

    return await until_committed(desk, place, attempt)


async def _improve(
    desk: Desk, product: str, read: LoadedShelf, given: ImprovementBody, entry: Entry
) -> ImprovementView:
    """Agenda row before state. Where nothing is to be told, nothing is written."""
    now, document = desk.clock.now(), read.shelf.document(entry.about).but(version=given.version)
    told = await _still_to_tell(desk, product, document)
    questions = await _questions(desk, product, document.id, given.questions)
    left = [each for each in questions if each.at not in told]
    improvement = Improvement(
        id=entry.id,
        content=entry.content,
        at=now,
        author=given.author,
        by=desk.by,
        product=product,
        document=document,
        tickets=parted(left, given.version, desk.secret),
    )
    if improvement.tickets:
        aggregate = documents_aggregate(product_place(desk.secret, product))
        await write_agenda(desk.store, aggregate, now, look=now)
        await create_improvement(desk, improvement, read)
        await tell(desk, aggregate)
    return _view(improvement)


async def _still_to_tell(desk: Desk, product: str, document: Document) -> AbstractSet[AskedAt]:
    """What this version answers by an improvement that is not told yet: its tickets do not know of it.

    Read before the tickets: one that is told meanwhile is known to them.
    """
    place = product_place(desk.secret, product)
    waiting = await asyncio.gather(
        *(load_improvement(desk, place, name) for name, _ in await effects(desk, place))
    )
    return {asked for each in waiting if each and _says_it(each, document) for asked in each.questions}


def _says_it(improvement: Improvement, document: Document) -> bool:
    known = improvement.document
    return (known.id, known.version) == (document.id, document.version)


async def _questions(desk: Desk, product: str, document: str, asked: Sequence[AskedAt]) -> list[Question]:
    """These questions as they stand. Raises ``MaterialUnknown``: with the paths of those that are none."""
    listed = await tickets_asking(desk, product, document)
    names = tuple(dict.fromkeys(each.ticket for each in asked if each.ticket in listed))
    loaded = await asyncio.gather(*map(partial(load_ticket_and_people, desk.store), names))
    tickets = dict(zip(names, loaded, strict=True))
    found = [_question(tickets.get(each.ticket), document, each.turn) for each in asked]
    if unknown := [f"questions.{place}" for place, each in enumerate(found) if each is None]:
        raise MaterialUnknown(unknown)
    return list({(each.ticket, each.material.turn): each for each in found if each}.values())


def _question(loaded: LoadedTicket | None, document: str, turn: str) -> Question | None:
    """The turn as material about this document; None where it is none."""
    if loaded is None or turn not in loaded.said:
        return None
    kept = (each for each in loaded.state.material if (each.turn, each.document) == (turn, document))
    material = next(kept, None)
    return Question(ticket=loaded.state.id, material=material, said=loaded.said[turn]) if material else None


def _view(improvement: Improvement) -> ImprovementView:
    return ImprovementView(
        id=improvement.id,
        document=improvement.document.id,
        version=improvement.document.version,
        at=improvement.at,
        author=improvement.author,
        questions=improvement.questions,
        told=sum(len(each.tells) for each in improvement.tickets),
    )
