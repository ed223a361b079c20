"""An app of one function that does nothing: what the Functions host itself can do."""

import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route("empty", methods=["POST"])
async def empty(req: func.HttpRequest) -> func.HttpResponse:
    """Say so."""
    return func.HttpResponse(status_code=202)
