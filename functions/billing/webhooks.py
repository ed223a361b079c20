"""Two doors for billing events: anonymous, opened by a signature alone."""

import asyncio

import azure.functions as func

from functions.http import answered, no_content
from shared import wiring
from shared.domain.members.billing import OtherEvent
from shared.usecases.members.record_billing_event import record_billing_event
from shared.web.billing.billing_bodies import limited, read_standard, read_stripe
from shared.web.billing.signatures import verify_standard, verify_stripe

blueprint = func.Blueprint()


@blueprint.route("billing/standard", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def billing_standard(req: func.HttpRequest) -> func.HttpResponse:
    """A Standard Webhooks event; 200 once it is stored, also where nobody knows its customer yet."""
    desk, secrets = wiring.desk(), wiring.settings().standard_secrets()
    body = limited(req.get_body())
    webhook = verify_standard(body, req.headers, secrets, desk.clock.now())
    await record_billing_event(desk, read_standard(body, webhook))
    return no_content(200)


@blueprint.route("billing/stripe", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def billing_stripe(req: func.HttpRequest) -> func.HttpResponse:
    """A Stripe event; 200 once it is stored. One event may speak of several products."""
    desk, secrets = wiring.desk(), wiring.settings().stripe_secrets()
    body = limited(req.get_body())
    # Off the event loop: the first call in a process imports the provider's library, half a second.
    await asyncio.to_thread(verify_stripe, body, req.headers, secrets, desk.clock.now())
    said = read_stripe(body)
    for event in (said,) if isinstance(said, OtherEvent) else said:
        await record_billing_event(desk, event)
    return no_content(200)
