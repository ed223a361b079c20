"""The segments that count, the newest first, as they are listed; and what learning changes in that list."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from pydantic import ValidationError

from shared.domain.search.merging import is_worn, segments_to_merge
from shared.domain.search.searched_ticket import SearchedTicket
from shared.domain.search.segment import SegmentFacts
from shared.domain.values.frozen import Frozen


class SegmentList(Frozen):
    """All segments that count. ``format``: how they are packed, and words compared."""

    format: Literal[1] = 1
    segments: tuple[SegmentFacts, ...] = ()


class Learning(NamedTuple):
    """What becomes of the segments. ``merged``: the newest, with what comes. ``rest``: the others, in order.

    ``rewritten``: the names of those of the rest that are written anew without what is dead in them.
    """

    merged: tuple[SegmentFacts, ...]
    rest: tuple[SegmentFacts, ...]
    rewritten: frozenset[str]


def packed_list(listed: SegmentList) -> bytes:
    """As it is stored."""
    return zlib.compress(listed.model_dump_json().encode())


def unpacked_list(content: bytes) -> SegmentList | None:
    """As it was stored; None where this version of the desk cannot read it."""
    try:
        return SegmentList.model_validate_json(zlib.decompress(content))
    except (zlib.error, ValidationError):
        return None


def decide_learning(
    segments: Sequence[SegmentFacts],
    references: Mapping[str, Sequence[str]],
    learnt: AbstractSet[str],
    coming: int,
    forgetting: AbstractSet[str],
) -> Learning:
    """Tickets that are learnt are dead wherever they stand; those to forget are in no segment any more.

    ``references``: the tickets of each segment, by its name. ``coming``: how many are to be found anew.
    """
    marked = [_without(each, references[each.name], learnt) for each in segments]
    count = segments_to_merge(marked, coming)
    rest = tuple(marked[count:])
    rewritten = (each.name for each in rest if is_worn(each) or forgetting & set(references[each.name]))
    return Learning(tuple(marked[:count]), rest, frozenset(rewritten))


def is_known(
    before: Sequence[SegmentFacts],
    learning: Learning,
    merged: Iterable[SearchedTicket],
    tickets: Mapping[str, SearchedTicket | None],
) -> bool:
    """Whether all of these tickets are found as they are, so that there is nothing to learn.

    ``before``: the segments before the decision. ``merged``: the tickets of those that would be merged.
    """
    rest = before[len(learning.merged) :]
    found = {ticket.ticket: ticket for ticket in merged}
    elsewhere = any(now.dead != then.dead for now, then in zip(learning.rest, rest, strict=True))
    return not elsewhere and all(found.get(name) == ticket for name, ticket in tickets.items())


def _without(segment: SegmentFacts, references: Sequence[str], learnt: AbstractSet[str]) -> SegmentFacts:
    dead = {number for number, ticket in enumerate(references) if ticket in learnt}
    return segment.but(dead=tuple(sorted(dead.union(segment.dead))))
