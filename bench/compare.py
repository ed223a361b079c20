"""``python -m bench compare COMMIT``: the stack of another commit and this one in turns, in one run."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import click

from bench.other_commit import HERE, checked_out
from bench.outside_stack import Batch, OutsideStack, outside_stack, put_member
from bench.tables import table

ROUNDS = 3
TICKETS: Mapping[int, int] = {1: 30, 8: 100, 16: 100}
"""Connections -> how many tickets are opened over them in one round."""

WARM_UP = 60
AT_ONCE = 16
BUSY = 8
"""Connections over which the CPU time of a ticket is told: so many people at once."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured of one stack: the rounds by connections, and the host's memory in the end."""

    batches: Mapping[int, Sequence[Batch]]
    tickets: int
    megabytes: float

    def best(self, connections: int, figure: Callable[[Batch], float]) -> float:
        """The least of all rounds: a slow spell of the machine only adds."""
        return min(map(figure, self.batches[connections]))


def print_comparison(commit: str, tickets: int) -> None:
    """Measure both, and print them beside each other; open ``tickets`` at each before its memory is told.

    Raises:
        Unmeasured: one did not do the work that was to be measured.
    """
    with ExitStack() as parts:
        before = parts.enter_context(outside_stack(parts.enter_context(checked_out(commit))))
        after = parts.enter_context(outside_stack(HERE))
        compared = asyncio.run(_in_turns((before, after), tickets))
    click.echo(comparison_table(commit, *compared))


async def _in_turns(stacks: Sequence[OutsideStack], tickets: int) -> Sequence[Comparison]:
    for stack in stacks:
        await put_member(stack)
        await stack.open(WARM_UP, AT_ONCE)
    batches: list[dict[int, list[Batch]]] = [{each: [] for each in TICKETS} for _ in stacks]
    for _ in range(ROUNDS):
        for connections, number in TICKETS.items():
            for stack, kept in zip(stacks, batches, strict=True):
                kept[connections].append(await stack.open(number, connections))
    for stack in stacks:
        if (missing := tickets - stack.opened) > 0:
            await stack.open(missing, AT_ONCE)
    pairs = zip(stacks, batches, strict=True)
    return [Comparison(kept, stack.opened, stack.megabytes()) for stack, kept in pairs]


def comparison_table(commit: str, before: Comparison, after: Comparison) -> str:
    """Each figure of both, and the second as so many times the first."""
    rows = [
        (name, f"{then:.{digits}f}", f"{now:.{digits}f}", f"{now / then:.2f}")
        for name, digits, then, now in (
            (name, digits, figure(before), figure(after)) for name, digits, figure in _FIGURES
        )
    ]
    heads = ("a ticket with its mails", commit[:12], "this one", "times")
    return table("Two commits in one run, from outside", heads, rows)


def _cpu(connections: int) -> Callable[[Comparison], float]:
    return lambda each: each.best(connections, lambda batch: batch.host)


def _rate(connections: int) -> Callable[[Comparison], float]:
    return lambda each: -each.best(connections, lambda batch: -batch.tickets_a_second)


_FIGURES: Sequence[tuple[str, int, Callable[[Comparison], float]]] = (
    (f"CPU of the host, {BUSY} connections, ms", 1, _cpu(BUSY)),
    ("CPU of the host, 1 connection, ms", 1, _cpu(1)),
    (
        f"CPU of the storage, {BUSY} connections, ms",
        1,
        lambda each: each.best(BUSY, lambda batch: batch.storage),
    ),
    *((f"tickets a second until the last mail, {each} connections", 1, _rate(each)) for each in TICKETS),
    ("the answer, 1 connection, ms", 1, lambda each: each.best(1, lambda batch: batch.answer)),
    ("tickets opened", 0, lambda each: each.tickets),
    ("memory of the host then, MB", 0, lambda each: each.megabytes),
)
