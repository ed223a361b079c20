"""The description of all this, for programs and for people. It needs no setting and no service."""

import azure.functions as func

from functions.http import answered, http_response

blueprint = func.Blueprint()


@blueprint.route("openapi.json", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def openapi(req: func.HttpRequest) -> func.HttpResponse:
    """The OpenAPI document."""
    # Imported and made when first asked for: only a few ever do, and every start would pay.
    from shared.web.api.openapi import openapi_response  # noqa: PLC0415 - see above

    return http_response(openapi_response())


@blueprint.route("docs", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def docs(req: func.HttpRequest) -> func.HttpResponse:
    """The page that explains it."""
    from shared.web.api.docs_page import docs_page  # noqa: PLC0415 - as above

    return http_response(docs_page())
