"""What is held at the door, for supporters."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE
from functions.starting import imported_when_used
from shared.domain.refusals.errors import AuthorUnknown
from shared.web.api.operation import Parameter, Where
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import read_on

with imported_when_used():
    from shared.usecases.held import read_held, sift_held

blueprint = Doors("Held at the door")

AFTER = Parameter("after", Where.QUERY, "The page after this one: the `next` that it came with.")
_SIFTED = {"tickets": ["k3f7q2mz5abcdwxy"], "author": "anna", "reason": "Written by a person."}


@blueprint.view(
    "GET api/held",
    "At most 200 tickets; `more` says whether there are others, which `after={next}` shows.",
    parameters=(AFTER, LANGUAGE),
    refuses=(FieldsInvalid,),
)
async def held(asked: Asked) -> read_held.HeldView:
    """List what is held.

    Strangers' requests that came by the open door in a flood, or as a machine sends them, or without a proof.
    No clock runs for them and supporters hear of them in one mail a day. Each can be confirmed by its writer,
    taken, or thrown away.
    """
    after = read_on(asked.query("after"), read_held.reads_on)
    return await read_held.read_held(asked.desk, asked.language, after)


@blueprint.act(
    "POST api/held/take",
    "What came of each ticket.",
    _SIFTED,
    refuses=(AuthorUnknown,),
)
async def held_take(asked: Asked, body: sift_held.SiftBody) -> sift_held.Sifted:
    """Take held tickets.

    As from the gate: the clock of each starts now, and its writer is told. Sent again, nothing is done twice.
    """
    return await sift_held.take_held(asked.desk, body)


@blueprint.act(
    "POST api/held/drop",
    "What came of each ticket.",
    _SIFTED | {"reason": "Spam."},
    refuses=(AuthorUnknown,),
)
async def held_drop(asked: Asked, body: sift_held.SiftBody) -> sift_held.Sifted:
    """Throw held tickets away.

    Each is closed as spam with this reason. Nobody is mailed, and every word of it stays readable.
    """
    return await sift_held.drop_held(asked.desk, body)
