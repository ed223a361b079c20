"""A file is downloaded by the link that a supporter read in the ticket."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE
from functions.member.pages import LINK, refused_plainly
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import FileInfected, FileUnknown, FileUnscanned
from shared.web.api.operation import BYTES, Auth, DeclaredAnswer, in_path
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.files import open_file
    from shared.web.files import file_download

blueprint = Doors("Files")

_ADDRESS = in_path(
    "link",
    "As it stands in the file's `address` in the ticket.",
    "file.k3f7q2mz5abcdwxy.p4t6yh2wq7kdm3zx.a2b3c4d5e6f7g2h3.0.1772445600.abcdefghijklmnopqrstuvwx",
)


@blueprint.own(
    "GET api/member/file/{link}",
    (
        DeclaredAnswer(
            200,
            "The file.",
            media=BYTES,
            headers={
                "Content-Disposition": "The file's safe name.",
                "X-File-Scan": "`clean` or `unscanned`.",
                "X-File-Warning": "What to mind, of a file that nothing has looked at.",
            },
        ),
    ),
    refusing=refused_plainly,
    parameters=(_ADDRESS, LANGUAGE),
    refuses=(*LINK, FileUnknown, FileInfected, FileUnscanned),
    auth=Auth.ANONYMOUS,
    pages=True,
)
async def member_file(req: func.HttpRequest) -> Response:
    """Download a file.

    By the address that the ticket shows for each file, which ends after a week and with the ticket's
    other links when a supporter revokes them. Always a download, whatever the file is. `X-File-Scan`
    says whether a scanner found it `clean` or has not seen it (`unscanned`).
    """
    return file_download.file_download(await open_file.open_file(wiring.desk(), req.route_params["link"]))
