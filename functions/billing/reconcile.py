"""A billing provider's list is compared with what the desk has."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.domain.refusals.errors import InstantInFuture

with imported_when_used():
    from shared.usecases.members import reconcile_billing
    from shared.web.billing import reconcile_body

blueprint = Doors("Billing")


@blueprint.act(
    "POST api/billing/reconcile",
    "What came of each line.",
    {
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
    },
    refuses=(InstantInFuture,),
    about_nobody="Customers and subscriptions of members, by what a provider calls them.",
)
async def reconcile(asked: Asked, body: reconcile_body.ReconcileBody) -> reconcile_billing.ReconciledView:
    """Compare with a provider's list.

    For webhooks that never came. Each subscription of the list is compared with what the provider's
    events have said; what differs is repaired by an event as of the list, so that the history keeps
    both. A customer that no member claims is kept for the member that will. With `complete`, what the
    desk has of the products that the vendor sells and the list has not is reported, and not changed.
    Sent again, it finds equal what it has repaired.
    """
    return await reconcile_billing.reconcile_billing(asked.desk, body, dry_run=body.dry_run)
