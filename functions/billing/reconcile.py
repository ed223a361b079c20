"""A billing provider's list is compared with what the desk has: with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, read_body
from shared import wiring

blueprint = func.Blueprint()


@blueprint.route("billing/reconcile", methods=["POST"])
@answered
async def reconcile(req: func.HttpRequest) -> func.HttpResponse:
    """What differs is repaired; with ``dry_run``, only told."""
    from shared.usecases.members.reconcile_billing import reconcile_billing  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.billing.reconcile_body import ReconcileBody  # noqa: PLC0415 - asked for now and then: no start waits for it

    body = read_body(req, ReconcileBody)
    return json_answer(await reconcile_billing(wiring.desk(), body, dry_run=body.dry_run))
