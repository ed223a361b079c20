"""Files of tickets, for the scanner that looks into them: with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, read_body, reference
from shared import wiring
from shared.domain.values.errors import FileUnknown
from shared.usecases.files.file_scans import record_scan
from shared.web.files.scan_bodies import ScanResultBody

blueprint = func.Blueprint()


@blueprint.route("files/{file}/scan-result", methods=["POST"])
@answered
async def scan_result(req: func.HttpRequest) -> func.HttpResponse:
    """A scanner has looked at a file; told twice or late it changes nothing for the worse."""
    file = reference(req, "file", FileUnknown)
    body = read_body(req, ScanResultBody)
    return json_answer(await record_scan(wiring.desk(), file, body.result))
