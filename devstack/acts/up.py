"""``desk up``: the local stack, until Ctrl-C."""

import signal
from pathlib import Path
from types import FrameType

import click

from devstack.acts.options import data_option
from devstack.stack.demo import load_demo_once
from devstack.stack.ports import Ports
from devstack.stack.refusal import StackRefused
from devstack.stack.room import DiskFull, is_saved
from devstack.stack.running import STORAGE, RunningStack, StackPlan, running_stack

PORTS = Ports()
_KEPT = "The stack has stopped; all that it had taken is kept."
_LOST = "The stack has stopped; what it was told last could not be written, and is lost."
STOPPING = ("SIGTERM", "SIGHUP")


@click.command("up")
@data_option
@click.option("--http-port", default=PORTS.http, show_default=True, help="The desk; 0 takes any free port.")
@click.option("--dev-port", default=PORTS.dev, show_default=True, help="Moves the clock.")
@click.option("--mail-port", default=PORTS.mail, show_default=True, help="Shows the mails.")
@click.option("--smtp-port", default=PORTS.smtp, show_default=True, help="Takes mails for the desk.")
@click.option("--queue-port", default=PORTS.queue, show_default=True, help="Queue storage.")
@click.option("--table-port", default=PORTS.table, show_default=True, help="Table storage.")
@click.option("--blob-port", default=PORTS.blob, show_default=True, help="Blob storage.")
@click.option("--demo/--no-demo", default=True, help="Load the demo members at the first start.")
def up(data: Path, *, demo: bool, **ports: int) -> None:
    """Start the local stack: storage, mail catcher and the desk itself. Ctrl-C stops it."""
    for name in STOPPING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    chosen = Ports(**{name.removesuffix("_port"): port for name, port in ports.items()})
    try:
        with running_stack(StackPlan(data, chosen), click.echo) as stack:
            if demo:
                load_demo_once(data, stack.http, stack.secrets.function_key, click.echo)
            click.echo(_addresses(stack))
            stack.wait_for_an_end()
    except KeyboardInterrupt:
        if not is_saved(data / STORAGE):
            raise StackRefused(_LOST) from None
        click.echo("The stack has stopped; its data is kept.")
    except DiskFull:
        raise DiskFull(data, _KEPT if is_saved(data / STORAGE) else _LOST) from None


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Any wish to stop is a Ctrl-C."""
    raise KeyboardInterrupt


def _addresses(stack: RunningStack) -> str:
    """Where to look, line by line."""
    host, port = stack.smtp
    return "\n".join(
        [
            "",
            f"  The desk       {stack.http}/desk",
            f"  Request form   {stack.http}/api/intake",
            f"  Mail catcher   {stack.mails}/",
            f"  Mail port      {host}:{port} (SMTP; mail sent through it reaches the desk)",
            f"  API page       {stack.http}/api/docs",
            f"  Function key   {stack.secrets.function_key}",
            "",
            "  `.venv/bin/desk advance 25h` moves the clock; more: `.venv/bin/desk --help`. Ctrl-C stops.",
        ]
    )
