"""``desk repair``: the hints are rebuilt from what is true."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from devstack.acts.options import data_option
from devstack.stack.opened import on_desk
from shared.usecases.repair.repair_desk import Repaired, repair_desk


@click.command("repair")
@click.option("--dry-run", is_flag=True, help="Only tell what would be mended.")
@data_option
def repair(data: Path, *, dry_run: bool) -> None:
    """Rebuild what stands on the agenda, in lists and in the directory from tickets, members and news.

    The desk may run meanwhile. It works on the running stack, or where the environment has a desk's settings
    (DESK_STORAGE or DESK_STORAGE__TABLESERVICEURI, DESK_SECRET and the others) on that one. What is mended
    needs nothing more, so it can be stopped and run again.
    """
    repaired = on_desk(data, partial(repair_desk, dry_run=dry_run))
    click.echo("\n".join(_said(repaired, dry_run=dry_run)))
    if repaired.unread:
        raise click.exceptions.Exit(1)


def _said(repaired: Repaired, *, dry_run: bool) -> list[str]:
    would = "would be " if dry_run else ""
    lines = [
        f"{would}{done}: {_counts(rows)}".capitalize()
        for done, rows in (("written", repaired.written), ("removed", repaired.removed))
        if rows
    ]
    lines += [f"Cannot be read, and is left alone: {key}" for key in repaired.unread]
    return lines or ["Nothing lacks."]


def _counts(rows: Mapping[str, int]) -> str:
    """``look 3, open 1``: by the first word of the rows' keys."""
    return ", ".join(f"{kind} {count}" for kind, count in sorted(rows.items()))
