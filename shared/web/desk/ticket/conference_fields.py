"""What a supporter's forms about conferences say, as the bodies of the API's acts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from shared.domain.conferences.conferring import MOST_SLOTS, MoveBody, OfferBody, SlotBody
from shared.web.http.bodies import Body
from shared.web.http.submissions import WHOLE, FieldsInvalid, parse_fields

TIMES = tuple(f"time{number}" for number in range(1, MOST_SLOTS - 1))
"""The times that can be ticked."""
STARTS = ("start1", "start2")
"""Times of one's own."""


def ticked(fields: Mapping[str, object]) -> tuple[str, ...]:
    """The times that were ticked, as they were sent."""
    return tuple(str(fields[name]) for name in TIMES if fields.get(name))


def offered(body: Body) -> OfferBody:
    """The slots ticked or typed; with a reason, also after the deadline. Raises ``FieldsInvalid``."""
    names = [name for name in (*TIMES, *STARTS) if body.fields.get(name)] or STARTS[:1]
    slots = [_slot(body.fields, name) for name in names]
    after_due = bool(str(body.fields.get("reason") or "").strip())
    return parse_fields(Body({**body.fields, "slots": slots, "after_due": after_due}), OfferBody)


def moved(body: Body) -> MoveBody:
    """The time typed, else the one chosen; as long as before. Raises ``FieldsInvalid``."""
    name = next((each for each in (STARTS[0], TIMES[0]) if body.fields.get(each)), STARTS[0])
    slot = _slot(body.fields, name)
    length = str(body.fields.get("minutes") or "")[:4]
    end = slot.start + timedelta(minutes=int(length)) if length.isdecimal() else slot.end
    return parse_fields(Body({**body.fields, **slot.model_dump(), "end": end}), MoveBody)


def _slot(sent: Mapping[str, object], name: str) -> SlotBody:
    """The slot that begins as this field says; what is wrong with it is told at the fields of the form."""
    fields_of = {"start": name if name in STARTS else STARTS[0], WHOLE: "place"}
    given = {"start": sent.get(name), "way": sent.get("way"), "place": sent.get("place")}
    try:
        return parse_fields(Body(given), SlotBody)
    except FieldsInvalid as wrong:
        told = [replace(each, field=fields_of.get(each.field, each.field)) for each in wrong.errors]
        raise FieldsInvalid(told) from None
