"""Files that came with messages: handed out to supporters, looked into by a scanner."""

from shared.usecases.files.file_scans import FileScanned
from shared.web.describing.describe_operation import (
    Answer,
    Auth,
    Content,
    Operation,
    Parameter,
    Place,
    json_answer,
)
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, LANGUAGE, STORED
from shared.web.files.file_download import MEDIA
from shared.web.files.scan_bodies import ScanResultBody
from shared.web.kinds import file_problem_kinds as file_kinds
from shared.web.kinds import link_problem_kinds as link_kinds

FAMILY = "Files"

_LINK = Parameter(
    "link",
    Place.PATH,
    "As it stands in the file's `address` in the ticket.",
    example="file.k3f7q2mz5abcdwxy.p4t6yh2wq7kdm3zx.a2b3c4d5e6f7g2h3.0.1772445600.abcdefghijklmnopqrstuvwx",
    required=True,
)
_FILE = Parameter(
    "file",
    Place.PATH,
    "The file's id: its name in the storage container `files`.",
    example="a2b3c4d5e6f7g2h3",
    required=True,
)

DOWNLOAD = Operation(
    id="member_file",
    method="GET",
    path="/api/member/file/{link}",
    family=FAMILY,
    summary="Download a file",
    description=(
        "By the address that the ticket shows for each file, which ends after a week and with the ticket's "
        "other links when a supporter revokes them. Always a download, whatever the file is. `X-File-Scan` "
        "says whether a scanner found it `clean` or has not seen it (`unscanned`)."
    ),
    auth=Auth.ANONYMOUS,
    parameters=(_LINK, LANGUAGE, ACCEPT_LANGUAGE),
    answers=(
        Answer(
            200,
            "The file.",
            media=MEDIA,
            headers={
                "Content-Disposition": "The file's safe name.",
                "X-File-Scan": "`clean` or `unscanned`.",
                "X-File-Warning": "What to mind, of a file that nothing has looked at.",
            },
        ),
    ),
    problems=(
        link_kinds.LINK_INVALID,
        link_kinds.LINK_EXPIRED,
        link_kinds.LINK_REVOKED,
        file_kinds.FILE_UNKNOWN,
        file_kinds.FILE_INFECTED,
        file_kinds.FILE_UNSCANNED,
        *STORED,
    ),
    pages=True,
)
SCAN_RESULT = Operation(
    id="scan_result",
    method="POST",
    path="/api/files/{file}/scan-result",
    family=FAMILY,
    summary="Tell what a scanner found in a file",
    description=(
        "For the operator's scanner. Results may come late, twice and in any order; a file that was once "
        "found infected stays so. With the setting `defender` nobody may open a file before its result."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(_FILE, ACCEPT_LANGUAGE),
    body=Content(ScanResultBody, {"result": "clean"}),
    answers=(json_answer(200, "What is known of the file now.", FileScanned),),
    problems=(*JSON_BODY, file_kinds.FILE_UNKNOWN, *STORED),
)

OPERATIONS = (DOWNLOAD, SCAN_RESULT)
