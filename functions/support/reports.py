"""The monthly report, for the vendor: with the function key."""

import azure.functions as func

from functions.http import answered, http_response, json_answer
from shared import wiring
from shared.web.http.language import wants_csv

blueprint = func.Blueprint()


@blueprint.route("reports/{month}", methods=["GET"])
@answered
async def report(req: func.HttpRequest) -> func.HttpResponse:
    """The books of one month, per member and in total, as JSON or CSV."""
    from shared.usecases.books.read_report import read_report  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.books.report_csv import report_csv  # noqa: PLC0415 - asked for now and then: no start waits for it

    as_csv = wants_csv(req.params.get("format"), req.headers.get("accept"))
    view = await read_report(wiring.desk(), req.route_params["month"])
    return http_response(report_csv(view)) if as_csv else json_answer(view)
