"""``desk bill``: what a billing provider would send."""

from datetime import UTC, datetime
from pathlib import Path

import click
import httpx

from devstack.acts.options import data_option
from devstack.functions_host.spans import SpanUnclear, read_span
from devstack.stack.billing_event import SubscriptionEvent, signed_headers
from devstack.stack.found import found_stack
from devstack.stack.refusal import StackRefused
from devstack.stack.secrets_file import StackSecrets
from devstack.stack.time_machine import TimeMachine


@click.command("bill")
@click.argument("customer")
@click.argument("product")
@click.argument("status")
@click.option("--paid-until", help="An instant (2026-12-31, or with time and offset) or a span (30d).")
@click.option("--subscription", default="", help="The provider's id (default: of customer and product).")
@data_option
def bill(
    customer: str, product: str, status: str, paid_until: str | None, subscription: str, data: Path
) -> None:
    """Send a signed billing event: CUSTOMER's subscription to PRODUCT has this STATUS from now on.

    The event is made and signed in the desk's own time. Statuses: active, trialing, past_due, paused, unpaid,
    incomplete, incomplete_expired, cancelled.
    """
    stack = found_stack(data)
    at = TimeMachine(stack.dev).now()
    ends = _instant(paid_until, at) if paid_until else None
    body = SubscriptionEvent(customer, product, status, ends, subscription).body(at)
    headers = signed_headers(body, StackSecrets.kept_in(data).billing_standard, at)
    answer = httpx.post(
        f"{stack.http}/api/billing/standard", content=body, headers=headers, timeout=60, trust_env=False
    )
    if not answer.is_success:
        message = f"The desk refused the event: {answer.status_code} {answer.text}"
        raise StackRefused(message)
    click.echo(f"Sent: {body}")


def _instant(text: str, now: datetime) -> datetime:
    """The instant that a text names; a date or time without offset is in UTC."""
    try:
        return now + read_span(text)
    except SpanUnclear:
        pass
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is neither an instant (2026-12-31) nor a span (30d)"
        raise click.BadParameter(message, param_hint="--paid-until") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
