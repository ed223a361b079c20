"""Is the desk well?"""

import azure.functions as func

blueprint = func.Blueprint()


@blueprint.route("health", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def health(req: func.HttpRequest) -> func.HttpResponse:
    """200 while everything answers."""
    return func.HttpResponse("{}", mimetype="application/json")
