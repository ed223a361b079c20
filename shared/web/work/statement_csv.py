"""The monthly statement as CSV (RFC 4180), for spreadsheets: one row an entry, amounts with a point."""

import csv
import io
from collections.abc import Iterator

from shared.usecases.work.read_statement import StatementView
from shared.web.books.report_csv import CSV, harmless
from shared.web.http.response import Response

HEADINGS = (
    "month",
    "member",
    "name",
    "ticket",
    "product",
    "day",
    "author",
    "author_name",
    "text",
    "minutes",
    "hourly_price",
    "currency",
    "cost",
    "quote",
    "entry",
)


def statement_csv(statement: StatementView) -> Response:
    """The statement as a file: whatever a person wrote is harmless in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([harmless(cell) for cell in row] for row in _rows(statement))
    headers = {
        "Content-Type": CSV,
        "Content-Disposition": f'attachment; filename="hourly-work-{statement.month}.csv"',
        "Cache-Control": "no-store",
    }
    return Response(200, headers, text.getvalue().encode("utf-8-sig"))


def _rows(statement: StatementView) -> Iterator[tuple[str, ...]]:
    for member in statement.members:
        for ticket in member.tickets:
            for line in ticket.lines:
                yield (
                    statement.month,
                    member.member,
                    member.name,
                    ticket.ticket,
                    ticket.product,
                    line.day.isoformat(),
                    line.author,
                    line.name,
                    line.text,
                    str(line.minutes),
                    f"{line.price.amount:.2f}",
                    line.cost.currency,
                    f"{line.cost.amount:.2f}",
                    line.quote,
                    line.entry,
                )
