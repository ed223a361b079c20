"""``make flood``: the whole flood in product time, and what was seen of it as tables. Some minutes."""

import asyncio
import logging
import os
import sys
import time
from datetime import timedelta

import click

from tests.flood.flooding import HOUR, flood
from tests.flood.scenario import MOST, Figures, Size, run
from tests.triggers.examples import SETTINGS


def main() -> int:
    """Print the figures of the flood, and of the one during which the provider is away. The exit status."""
    os.environ.update(SETTINGS)
    logging.disable(logging.CRITICAL)
    wrong = 0
    for title, away in (("A flood", timedelta(0)), ("The provider away for three hours", 3 * HOUR)):
        began = time.monotonic()
        figures = asyncio.run(_run(Size(away=away)))
        click.echo(_table(title, figures, time.monotonic() - began))
        wrong += any(figures.waits[what] > most for what, most in MOST.items()) + figures.unended
    return 1 if wrong else 0


async def _run(size: Size) -> Figures:
    async with flood() as made:
        return await run(made, size)


def _table(title: str, figures: Figures, seconds: float) -> str:
    rows = [f"\n## {title} ({seconds:.0f} s)\n", "| what | longest wait | to reach |", "|---|---|---|"]
    rows += [f"| {what} | {figures.waits[what]} | {most} |" for what, most in MOST.items()]
    rows += ["", "| mails | sent | failed | withdrawn | unended |", "|---|---|---|---|---|"]
    for what, states in figures.states.items():
        unended = states["pending"] + states["sending"]
        rows.append(f"| {what} | {states['sent']} | {states['failed']} | {states['withdrawn']} | {unended} |")
    return "\n".join([*rows, "", _rest(figures)])


def _rest(figures: Figures) -> str:
    return (
        f"{figures.mails} mails; {figures.quota_requests:.3f} requests a mail for the quota and "
        f"{figures.lane_requests:.2f} for the lists; the provider said {figures.refused} times that "
        f"there were too many; at most {figures.most_waiting} rows waited, {figures.waiting_at_end} at the "
        f"end; {figures.told_together} requests were told together; {figures.tickets_missing} were lost."
    )


if __name__ == "__main__":
    sys.exit(main())
