"""The monthly statement of hourly work, for the vendor: with the function key."""

import azure.functions as func

from functions.http import answered, http_response, json_answer, language_of
from shared import wiring
from shared.web.http.queries import chosen

blueprint = func.Blueprint()


@blueprint.route("statements/{month}", methods=["GET"])
@answered
async def statement(req: func.HttpRequest) -> func.HttpResponse:
    """Every billable minute of one month, as JSON, CSV, or a page to print."""
    from shared.usecases.work.read_statement import read_statement  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.work.statement_forms import StatementFormat, wished_format  # noqa: PLC0415 - as above

    wished = wished_format(req.headers.get("accept"))
    form = chosen("format", req.params.get("format"), StatementFormat, wished)
    desk = wiring.desk()
    view = await read_statement(desk, req.route_params["month"], req.params.get("member") or "")
    if form is StatementFormat.CSV:
        from shared.web.work.statement_csv import statement_csv  # noqa: PLC0415 - as above

        return http_response(statement_csv(view))
    if form is StatementFormat.HTML:
        from shared.web.work.statement_page import statement_page  # noqa: PLC0415 - as above

        return http_response(statement_page(view, desk.vendor, language_of(req)))
    return json_answer(view)
