"""The program: asks a running desk, tells what it saw, and ends with 1 where a claim does not hold."""

import sys

import click
import httpx

from smoke.check import Check, Place, Seen
from smoke.domain import DOMAIN
from smoke.doors import DOORS
from smoke.running import RUNNING

CHECKS = (*RUNNING, *DOORS, *DOMAIN)
_SECONDS = 60.0


@click.command()
@click.argument("address")
@click.option(
    "--only", multiple=True, type=click.Choice([each.name for each in CHECKS]), help="This check only."
)
@click.option(
    "--leave-out", multiple=True, type=click.Choice([each.name for each in CHECKS]), help="Not this."
)
@click.option("--sender-domain", help="The domain that the desk's mail is sent from.")
def main(address: str, only: tuple[str, ...], leave_out: tuple[str, ...], sender_domain: str | None) -> None:
    """Ask the desk at ADDRESS for every claim that only a running one can show; writes and sends nothing."""
    chosen = [each for each in CHECKS if (not only or each.name in only) and each.name not in leave_out]
    with httpx.Client(base_url=address, timeout=_SECONDS) as http:
        results = [_tell(check, Place(http, sender_domain)) for check in chosen]
    click.echo(
        f"{results.count(True)} hold, {results.count(False)} do not, {results.count(None)} cannot be shown"
    )
    sys.exit(1 if False in results else 0)


def _tell(check: Check, place: Place) -> bool | None:
    if check.minutes:
        click.echo(f"...      {check.name}: {check.minutes} minutes")
    seen = _seen(check, place)
    word = {True: "holds", False: "FAILS", None: "unshown"}[seen.holds]
    click.echo(f"{word:8} {check.name}: {check.claim}\n         {seen.what}")
    if seen.mend:
        click.echo(f"         What to do: {seen.mend}")
    return seen.holds


def _seen(check: Check, place: Place) -> Seen:
    try:
        return check.look(place)
    except httpx.HTTPError as error:
        return Seen(holds=False, what=f"no answer: {type(error).__name__}", mend="is the address right?")


if __name__ == "__main__":
    main()
