"""``make hostile``: thousands of hostile requests at every door, and what was answered. Some minutes."""

import asyncio
import logging
import os
import sys
import time

import click

from tests.hostile.running import Figures, run
from tests.hostile.strings import OWN, PACKAGE, public_strings
from tests.triggers.examples import SETTINGS


@click.command()
@click.option("--seed", default=1, show_default=True, help="Other requests with another one.")
@click.option("--requests", default=20_000, show_default=True, help="How many.")
def main(seed: int, requests: int) -> None:
    """Print what was asked, what was answered, and what did not hold; then the exit status is 1."""
    os.environ.update(SETTINGS | {"WEBSITE_AUTH_ENABLED": "True"})
    logging.disable(logging.CRITICAL)
    public = public_strings()
    click.echo(
        f"{len(public)} strings of {PACKAGE}" if public else f"{PACKAGE} cannot be had: our own strings only"
    )
    began = time.monotonic()
    figures = asyncio.run(run(seed, requests, (*OWN, *public)))
    click.echo(_told(figures, time.monotonic() - began))
    sys.exit(1 if figures.found else 0)


def _told(figures: Figures, seconds: float) -> str:
    by_status = ", ".join(f"{status}: {many}" for status, many in sorted(figures.answered.items()))
    asked = f"{figures.requests} requests at {len(figures.asked)} doors in {seconds:.0f} s ({by_status})"
    more = f"{figures.twins} of them by a member and a stranger alike; {figures.mails} mails left"
    return "\n".join([asked, more, f"{len(figures.found)} did not hold", *figures.found[:20]])


if __name__ == "__main__":
    main()
