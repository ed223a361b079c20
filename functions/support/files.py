"""Files of tickets, for the scanner that looks into them."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.domain.refusals.errors import FileUnknown
from shared.web.api.operation import in_path

with imported_when_used():
    from shared.usecases.files import open_file
    from shared.web.files import scan_bodies

blueprint = Doors("Files")

FILE = in_path("file", "The file's id: its name in the storage container `files`.", "a2b3c4d5e6f7g2h3")


@blueprint.act(
    "POST api/files/{file}/scan-result",
    "What is known of the file now.",
    {"result": "clean"},
    parameters=(FILE,),
    refuses=(FileUnknown,),
    about_nobody="A scanner says what a file holds, and hears nothing of whose it is.",
)
async def scan_result(asked: Asked, body: scan_bodies.ScanResultBody) -> open_file.FileScanned:
    """Tell what a scanner found in a file.

    For the operator's scanner. Results may come late, twice and in any order; a file that was once
    found infected stays so. With the setting `defender` nobody may open a file before its result.
    """
    return await open_file.record_scan(asked.desk, asked.reference("file", FileUnknown), body.result)
