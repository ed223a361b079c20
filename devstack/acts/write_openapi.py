"""``desk openapi``: the description of the API, written into the repository."""

from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"


@click.command("openapi")
def write_openapi() -> None:
    """Write docs/openapi.json anew, after a model or an operation has changed."""
    import function_app  # noqa: F401, PLC0415 - opens the doors; the other commands need no product code
    from functions.about.api import described  # noqa: PLC0415 - as above
    from shared.web.api.openapi import openapi_text  # noqa: PLC0415 - as above

    DOCUMENT.write_text(openapi_text(described()), encoding="utf-8")
    click.echo(f"Wrote {DOCUMENT.relative_to(ROOT)}.")
