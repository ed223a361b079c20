"""The program: asks a running desk, tells what it saw, and ends with 1 where a claim does not hold."""

import os
import sys
from collections.abc import Mapping

import click
import httpx

from smoke.check import Check, Place, Seen
from smoke.domain import DOMAIN
from smoke.doors import DOORS
from smoke.running import RUNNING
from smoke.writing import WRITING

CHECKS = (*RUNNING, *WRITING, *DOORS, *DOMAIN)
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
@click.option("--author", default="", help="The id of a supporter, who answers in the check `mail`.")
@click.option("--bounces-at", default="", help="An address that does not exist, for the check `mail`.")
def main(address: str, only: tuple[str, ...], leave_out: tuple[str, ...], **given: str | None) -> None:
    """Ask the desk at ADDRESS for every claim that only a running one can show.

    Writes and sends nothing but where you hand over what is needed for it: `mail` opens and answers one
    ticket, `webhook` sends one event about nobody. What is secret comes from the environment: DESK_SMOKE_KEY
    (a function key), DESK_SMOKE_WEBHOOK_SECRET (of Standard Webhooks), DESK_SMOKE_COOKIE (of a supporter who
    is signed in).
    """
    chosen = [each for each in CHECKS if (not only or each.name in only) and each.name not in leave_out]
    with httpx.Client(base_url=address, timeout=_SECONDS) as http:
        results = [_tell(check, _place(http, given)) for check in chosen]
    click.echo(
        f"{results.count(True)} hold, {results.count(False)} do not, {results.count(None)} cannot be shown"
    )
    sys.exit(1 if False in results else 0)


def _place(http: httpx.Client, given: Mapping[str, str | None]) -> Place:
    return Place(
        http,
        given["sender_domain"],
        key=os.environ.get("DESK_SMOKE_KEY", ""),
        author=given["author"] or "",
        bounces_at=given["bounces_at"] or "",
        webhook_secret=os.environ.get("DESK_SMOKE_WEBHOOK_SECRET", ""),
        cookie=os.environ.get("DESK_SMOKE_COOKIE", ""),
    )


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
