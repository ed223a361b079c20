"""``make faults``: faults, orders, kills and planted bugs, whole; the figures as a table."""

import sys
import time
from typing import Any

import click

from tests.faults import parts
from tests.faults.parts import Chosen, Part

OF_STORIES: dict[str, Part] = {
    "every single fault of every act": parts.singles,
    "pairs of faults": parts.pairs,
}
OF_SCHEDULES: dict[str, Part] = {"random schedules on two hosts": parts.schedules}
OTHERS: dict[str, Part] = {
    "planted bugs": parts.planted,
    "bad days of storage, over the real clients": parts.bad_days,
    "SIGKILLs of real hosts": parts.kills,
}


@click.command()
@click.option("--seed", default="1", show_default=True, help="Other pairs, schedules and kills than usual.")
@click.option("--pairs", default=20_000, show_default=True, help="How many pairs of faults.")
@click.option("--schedules", default=2_000, show_default=True, help="How many schedules.")
@click.option("--kills", default=60, show_default=True, help="How often a host is killed.")
@click.option("--story", default="", help="The faults of this story alone.")
@click.option("--schedule", type=int, help="The schedule of this number alone.")
@click.option("--from-story", default=0, help="Of the stories only those from this place on.")
@click.option("--from-schedule", default=0, help="Of the schedules only those from this number on.")
def main(**asked: Any) -> None:  # noqa: ANN401 - the options are the fields of what is chosen
    """Try it all; the exit status says whether anything was found, which is told at once beside the table."""
    chosen = Chosen(**asked)
    click.echo(f"| seed {chosen.seed} | tried | not as it must be | time |\n|---|---|---|---|")
    found = sum(_found(name, part, chosen) for name, part in _parts(chosen).items())
    sys.exit(1 if found else 0)


def _parts(chosen: Chosen) -> dict[str, Part]:
    if chosen.story:
        return OF_STORIES
    if chosen.schedule is not None:
        return OF_SCHEDULES
    return OF_STORIES | OF_SCHEDULES | OTHERS


def _found(name: str, part: Part, chosen: Chosen) -> int:
    """How much the part found; its row of the table is printed."""
    began, many, found = time.monotonic(), 0, 0
    for unit in part(chosen):
        many += unit.many
        found += len(unit.found)
        for each in unit.found:
            click.echo(each, err=True)
    minutes = (time.monotonic() - began) / 60
    click.echo(f"| {name} | {many:,} | {found} | {minutes:.0f} min |".replace(",", " "))
    return found


if __name__ == "__main__":
    main()
