"""``desk now`` and ``desk advance``: the product's time."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from devstack.acts.options import data_option
from devstack.functions_host.spans import SpanUnclear, read_span
from devstack.stack.found import found_stack
from devstack.stack.time_machine import TimeMachine


@click.command("now")
@data_option
def now(data: Path) -> None:
    """Show what time it is for the desk."""
    click.echo(_shown(TimeMachine(found_stack(data).dev).now()))


@click.command("advance")
@click.argument("span")
@data_option
def advance(span: str, data: Path) -> None:
    """Move the desk's time forward by SPAN (25h, 1h30m, 2d) and show the mails that this caused."""
    try:
        read_span(span)
    except SpanUnclear as error:
        raise click.BadParameter(str(error)) from None
    moved = TimeMachine(found_stack(data).dev).advance(span)
    for mail in moved.mails:
        click.echo(_line(mail))
    click.echo(f"It is {_shown(moved.now)} for the desk; {len(moved.mails)} mails were sent on the way.")


def _line(mail: dict[str, Any]) -> str:
    people = ", ".join(each["address"] for each in [*mail["to"], *mail["cc"]])
    return f"{_shown(datetime.fromisoformat(mail['received']))}  {people}  {mail['subject']}"


def _shown(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"
