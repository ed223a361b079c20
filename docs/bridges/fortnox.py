"""Fortnox: its customer invoices, read once a day, as the desk's events. Fortnox sends no webhooks.

Needs in the environment FORTNOX_TOKEN (an access token with the scope ``invoice``).
"""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
from hand_on import hand_on
from invoices import events

FORTNOX = "https://api.fortnox.se/3/invoices"


def rows(invoice: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """A row as ``invoices.py`` has it for each article of an invoice that has a period, and is no credit."""
    if not invoice["InvoicePeriodStart"] or invoice["Credit"] == "true":
        return
    credited = invoice.get("CreditInvoiceReference") not in {None, "", "0", 0}
    paid = (invoice["FinalPayDate"] or invoice["DueDate"]) if not float(invoice["Balance"]) else ""
    for article in dict.fromkeys(row["ArticleNumber"] for row in invoice["InvoiceRows"]):
        if article:
            yield {
                "customer": invoice["CustomerNumber"],
                "product": article,
                "number": f"{invoice['DocumentNumber']}-{article}",
                "begins": invoice["InvoicePeriodStart"],
                "ends": invoice["InvoicePeriodEnd"],
                "due": invoice["DueDate"],
                "paid": paid,
                "cancelled": "yes" if invoice["Cancelled"] or credited else "",
            }


def changed(since: str) -> Iterator[dict[str, Any]]:
    """Every invoice that has changed since this day, or that is not paid in time, whole."""
    with httpx.Client(headers={"Authorization": f"Bearer {os.environ['FORTNOX_TOKEN']}"}) as fortnox:
        for wanted in ({"lastmodified": since}, {"filter": "unpaidoverdue"}):
            page, last = 1, 1
            while page <= last:
                found = fortnox.get(FORTNOX, params={**wanted, "page": page}).raise_for_status().json()
                for each in found["Invoices"]:
                    yield fortnox.get(f"{FORTNOX}/{each['DocumentNumber']}").json()["Invoice"]
                page, last = page + 1, found["MetaInformation"]["@TotalPages"]


if __name__ == "__main__":
    today = datetime.now(UTC).date()
    for one in changed(f"{today.replace(day=1)} 00:00"):
        for row in rows(one):
            for event_id, event in events(row, today):
                hand_on(event_id, event)
