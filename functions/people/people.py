"""What is kept of a person, for who must show or forget it."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE
from functions.starting import imported_when_used
from shared.domain.refusals.errors import AuthorUnknown
from shared.domain.refusals.people_errors import PersonOfDesk, PersonOwnsMember, ReasonNamesPerson
from shared.web.api.operation import BYTES, DeclaredAnswer
from shared.web.http.response import Response

with imported_when_used():
    from shared.domain.people import erasing
    from shared.usecases.people import erase_person, export_person, person_views
    from shared.web.people import export_zip

blueprint = Doors("People")

_ZIP = DeclaredAnswer(
    200,
    "A zip: `person.json`, `person.html`, and folders with the files and the mails as they came.",
    media=BYTES,
    headers={"Content-Disposition": "A name for the file."},
)


@blueprint.act(
    "POST api/people/export",
    (_ZIP,),
    {"address": "eva@acme.example.org"},
    parameters=(LANGUAGE,),
    refuses=(PersonOfDesk,),
)
async def people_export(asked: Asked, body: erasing.PersonBody) -> Response:
    """Export a person.

    Everything that is kept under this address, and of nobody else: what the person wrote, what supporters
    answered and noted on the person's own tickets, files, mails, seats, news. The address stands in the body,
    as logs keep the addresses of requests.
    """
    exported = await export_person.export_person(asked.desk, body.address)
    return export_zip.export_zip(exported, asked.desk.vendor, asked.language)


@blueprint.act(
    "POST api/people/erase",
    "What is touched, and what remains.",
    {
        "address": "eva@acme.example.org",
        "author": "anna",
        "reason": "Asked for it by letter.",
        "preview": True,
    },
    parameters=(LANGUAGE,),
    refuses=(AuthorUnknown, PersonOfDesk, PersonOwnsMember, ReasonNamesPerson),
)
async def people_erase(asked: Asked, body: erasing.EraseBody) -> person_views.ErasureView:
    """Erase a person.

    Name, address, words, files, mails, and what supporters wrote on the person's tickets are gone within ten
    minutes, also after a crash; clocks and figures of what has ended stay. With `preview` nothing is written.
    What waits for an answer is ended as needing none, and mails to the person are withdrawn. The same message
    sent again brings nothing back; a new one is a new beginning. `remains` says what is left.
    """
    return await erase_person.erase_person(asked.desk, body, asked.language)
