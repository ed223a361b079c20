"""``desk openapi``: the description of the API, written into the repository."""

from pathlib import Path

import click

DOCS = Path(__file__).parents[2] / "docs"


@click.command("openapi")
def write_openapi() -> None:
    """Write docs/openapi.json and docs/functions.md anew, after a model or a function has changed."""
    from devstack.acts.functions_page import functions_page  # noqa: PLC0415 - as below
    from function_app import app  # noqa: PLC0415 - the other commands need no product code
    from functions.about.api import described  # noqa: PLC0415 - as above
    from shared.web.api.openapi import openapi_text  # noqa: PLC0415 - as above

    found = ((each.get_function_name() or "", each.get_trigger()) for each in app.get_functions())
    triggers = {name: trigger.get_dict_repr() for name, trigger in found if trigger}
    pages = {
        "openapi.json": openapi_text(described()),
        "functions.md": functions_page(described(), triggers),
    }
    for name, text in pages.items():
        (DOCS / name).write_text(text, encoding="utf-8")
        click.echo(f"Wrote docs/{name}.")
