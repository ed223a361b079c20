"""``python -m bench``: measure everything in one run, in about two minutes, and print it as tables.

``python -m bench corpora``: read public mails instead (see ``bench/corpora.py``); ``--intake``: take them in.
``python -m bench form ADDRESS``: the form of a running stack in a browser (see ``bench/form_load.py``).
``python -m bench desk``: the desk's pages with 10 000 open tickets (see ``bench/desk_pages.py``).
``python -m bench search [TICKETS]``: searches of 100 000 tickets (see ``bench/search_size.py``).
``python -m bench compare COMMIT [TICKETS]``: this commit beside another (see ``bench/compare.py``).
"""

import asyncio
import os
import platform
import sys
import time

import click

from bench.acts import Cost, count_acts
from bench.compare import print_comparison
from bench.corpora import print_corpora
from bench.corpora_intake import print_intake
from bench.desk_pages import print_desk_pages
from bench.form_load import print_form_load
from bench.http_rate import measure_rates
from bench.intake_cpu import time_intakes
from bench.mail_reading import reading_table
from bench.scan_size import ScanCost, measure_scans
from bench.scene import scene_over
from bench.search_size import TICKETS, SearchCost, measure_search
from bench.starting import time_start
from bench.storage import adapters
from bench.tables import (
    costs_table,
    intake_table,
    parts_table,
    rates_table,
    scans_table,
    searches_table,
    start_table,
)
from bench.unmeasured import Unmeasured
from bench.where_it_goes import profile_intakes
from devstack.azurite import Azurite, AzuriteFailed, AzuriteMissing, install_azurite, running_azurite
from devstack.stack.refusal import StackRefused
from shared.adapters.segment_blobs import BlobSegments
from shared.ports.store import StoreUnavailable


def main() -> int:
    """Print the tables. Returns the exit status."""
    if "--intake" in sys.argv[1:]:
        return 0 if print_intake() else 1
    if "corpora" in sys.argv[1:]:
        return 0 if print_corpora(listed="--list" in sys.argv) else 1
    if "form" in sys.argv[1:2]:
        print_form_load(sys.argv[2])
        return 0
    began = time.monotonic()
    try:
        if "compare" in sys.argv[1:2]:
            _compare(*sys.argv[2:4])
        elif "desk" in sys.argv[1:2]:
            print_desk_pages()
        elif "search" in sys.argv[1:2]:
            _search(*map(int, sys.argv[2:3]))
        else:
            _measure()
    except (AzuriteMissing, AzuriteFailed, StackRefused, StoreUnavailable, Unmeasured) as error:
        click.echo(f"bench: {error}", err=True)
        return 1
    click.echo(f"\nMeasured in {time.monotonic() - began:.0f} s.")
    return 0


def _compare(commit: str = "HEAD", tickets: str = "0") -> None:
    install_azurite(click.echo)
    print_comparison(commit, int(tickets))


def _measure() -> None:
    install_azurite(click.echo)
    click.echo(f"# Bench: Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")
    click.echo(start_table(time_start()))
    click.echo(reading_table())
    with running_azurite(None) as azurite:
        click.echo(costs_table(asyncio.run(_count(azurite))))
    with running_azurite(None) as azurite:
        click.echo(intake_table(asyncio.run(time_intakes(azurite))))
        click.echo(parts_table(asyncio.run(profile_intakes(azurite))))
    with running_azurite(None) as azurite:
        click.echo(rates_table(asyncio.run(measure_rates(azurite))))
    with running_azurite(None) as azurite:
        click.echo(scans_table(asyncio.run(_scan(azurite))))


def _search(tickets: int = TICKETS) -> None:
    install_azurite(click.echo)
    with running_azurite(None) as azurite:
        click.echo(searches_table(tickets, asyncio.run(_searches(azurite, tickets))))


async def _searches(azurite: Azurite, tickets: int) -> list[SearchCost]:
    segments = BlobSegments.from_connection_string(azurite.connection_string)
    try:
        return await measure_search(segments, tickets)
    finally:
        await segments.close()


async def _count(azurite: Azurite) -> list[Cost]:
    async with adapters(azurite) as (store, queue):
        return await count_acts(scene_over(store, queue))


async def _scan(azurite: Azurite) -> list[ScanCost]:
    async with adapters(azurite) as (store, queue):
        return await measure_scans(scene_over(store, queue))


if __name__ == "__main__":
    sys.exit(main())
