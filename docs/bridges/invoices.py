"""Invoices by hand: what a list of them says today, as the desk's events. Run it once a day.

``python invoices.py invoices.csv``, with the columns customer, product, number, begins, ends (the last day),
due, paid (the day, or empty), cancelled (anything, or empty). Days are UTC's.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hand_on import hand_on

DAY = timedelta(days=1)


def _instant(day: date, hour: int = 0) -> str:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC).isoformat()


def events(invoice: Mapping[str, str], today: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the invoice has come to by today. The same every day until it changes, so it may be sent again."""
    begins, ends, due = (date.fromisoformat(invoice[name]) for name in ("begins", "ends", "due"))
    paid = date.fromisoformat(invoice["paid"]) if invoice["paid"] else None
    said = [("active", _instant(begins), ends + DAY)]
    if due < (paid or today):
        said.append(("past_due", _instant(max(begins, due + DAY)), begins))
    if paid and paid > due:
        said.append(("active", _instant(max(begins, paid), 1), ends + DAY))
    if invoice["cancelled"]:  # said of the same instants, where it is stronger than all other words
        said = [("cancelled", at, begins) for _, at, _ in said]
    for place, (status, at, until) in enumerate(said):
        data = {
            "customer": invoice["customer"],
            "product": invoice["product"],
            "subscription": f"{invoice['customer']}-{invoice['product']}",
            "status": status,
            "paid_until": _instant(until),
        }
        event = {"type": "subscription.updated", "timestamp": at, "data": data}
        yield f"invoice-{invoice['number']}-{status}-{place}", event


if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for event_id, found in events(row, datetime.now(UTC).date()):
                hand_on(event_id, found)
