"""A billing provider's list compared with what the desk has."""

from shared.usecases.members.reconcile_billing import ReconciledView
from shared.web.billing.describe_billing import FAMILY
from shared.web.billing.reconcile_body import ReconcileBody
from shared.web.describing.describe_operation import Auth, Content, Operation, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED
from shared.web.kinds import problem_kinds as kinds

_EXAMPLE = {
    "provider": "standard",
    "subscriptions": [
        {
            "customer": "cus_1",
            "product": "prod_planner",
            "subscription": "sub_1",
            "status": "active",
            "paid_until": "2027-03-01T00:00:00Z",
        }
    ],
    "complete": True,
    "dry_run": True,
}

RECONCILE = Operation(
    id="reconcile",
    method="POST",
    path="/api/billing/reconcile",
    family=FAMILY,
    summary="Compare with a provider's list",
    description=(
        "For webhooks that never came. Each subscription of the list is compared with what the provider's "
        "events have said; what differs is repaired by an event as of the list, so that the history keeps "
        "both. A customer that no member claims is kept for the member that will. With `complete`, what the "
        "desk has of the products that the vendor sells and the list has not is reported, and not changed. "
        "Sent again, it finds equal what it has repaired."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(ACCEPT_LANGUAGE,),
    body=Content(ReconcileBody, _EXAMPLE),
    answers=(json_answer(200, "What came of each line.", ReconciledView),),
    problems=(*JSON_BODY, kinds.INSTANT_IN_FUTURE, *STORED),
)

OPERATIONS = (RECONCILE,)
