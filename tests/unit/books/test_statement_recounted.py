"""The statement is what a recount of the raw event rows comes to, whatever happened."""

import csv
import io
from collections import defaultdict
from decimal import Decimal
from random import Random

import pytest

from shared.usecases.books.read_report import read_report
from shared.usecases.records.member_rows import member_key
from shared.usecases.work.read_statement import StatementView, read_statement
from shared.web.work.statement_csv import statement_csv
from tests.naive.naive_log import logs
from tests.naive.naive_work import billed, cost
from tests.properties.random_acts import MEMBERS, MONTHS, RandomActs

SEEDS = range(100, 112)
STEPS = 70

type Lines = list[tuple[str, str, str, str, str, int, str, Decimal]]


async def lived(seed: int) -> RandomActs:
    history = RandomActs(Random(seed))  # noqa: S311 - a history to repeat, no secret
    await history.run(STEPS)
    return history


def recounted(history: RandomActs, month: str) -> Lines:
    """Every entry of the month: member, ticket, entry, author, day, minutes, currency, cost."""
    names = {member_key(history.fake.desk, each.id): each.id for each in MEMBERS}
    return sorted(
        (
            names.get(log.member(), ""),
            log.ticket,
            entry["entry"],
            entry["author"],
            entry["day"],
            entry["minutes"],
            *cost(log, entry),
        )
        for log in logs(history.fake.store)
        for entry in billed(log)
        if entry["day"].startswith(month)
    )


def told(statement: StatementView) -> Lines:
    return sorted(
        (
            member.member,
            ticket.ticket,
            line.entry,
            line.author,
            line.day.isoformat(),
            line.minutes,
            line.cost.currency,
            line.cost.amount,
        )
        for member in statement.members
        for ticket in member.tickets
        for line in ticket.lines
    )


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_statement_equals_a_naive_recount_of_the_raw_events(seed: int) -> None:
    history = await lived(seed)
    for month in MONTHS:
        statement, lines = await read_statement(history.fake.desk, month), recounted(history, month)
        assert told(statement) == lines
        expected: defaultdict[str, Decimal] = defaultdict(Decimal)
        for *_, currency, amount in lines:
            expected[currency] += amount
        assert {each.currency: each.amount for each in statement.sums} == expected
        assert statement.minutes == sum(line[5] for line in lines)
        report = await read_report(history.fake.desk, month)
        assert report.total.vendor_side.billable_minutes == statement.minutes
        rows = list(
            csv.DictReader(io.StringIO(statement_csv(statement).body.decode("utf-8-sig"), newline=""))
        )
        assert sum(Decimal(row["cost"]) for row in rows) == sum((line[7] for line in lines), Decimal(0))
        assert len(rows) == len(lines)


async def test_the_histories_reach_what_a_statement_can_hold() -> None:
    entries, currencies, unknown = 0, set[str](), 0
    for seed in SEEDS:
        history = await lived(seed)
        for month in MONTHS:
            lines = recounted(history, month)
            entries += len(lines)
            currencies |= {line[6] for line in lines}
            unknown += sum(not line[0] for line in lines)
    assert (entries > 20, currencies, unknown > 0) == (True, {"SEK", "EUR"}, True)
