"""Templates of mails and pages: one way to load them, strict about what they name, escaping what is HTML."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


type Source = Callable[[Path, str], str]
"""The source of the template with this name below a folder."""


def as_it_stands(folder: Path, name: str) -> str:
    """The file of this name."""
    return Path(folder, name).read_text(encoding="utf-8")


@cache
def templates_in(folder: Path, source: Source = as_it_stands) -> "Environment":
    """The templates below this folder, built once for the process.

    A name that a template uses and nobody gave is an error, never an empty place.
    """
    # Jinja costs 80-100 ms to import: a third of the app's start, and the first request may not need it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 - see above

    environment = Environment(
        loader=FunctionLoader(partial(source, folder)),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.filters["paragraphs"] = paragraphs
    return environment


def paragraphs(words: str, style: str = "", link_style: str = "") -> "Markup":
    """A person's words as HTML: everything escaped, a blank line parts paragraphs, addresses become links.

    Only ``http``, ``https`` and ``mailto`` are ever linked; each link's text is its address.
    """
    from jinja2.utils import urlize  # noqa: PLC0415 - as above
    from markupsafe import Markup  # noqa: PLC0415 - as above

    blocks = [block.strip("\n") for block in _blocks(words)]
    block_start = f'<p style="{style}">' if style else "<p>"
    link = f'<a style="{link_style}" href' if link_style else "<a href"
    # Written here: `style` comes from a template, and urlize escapes everything that comes from a person.
    return Markup("\n").join(
        Markup(  # noqa: S704 - see above
            f"{block_start}{urlize(block, rel='noopener nofollow').replace('<a href', link)}</p>"
        ).replace("\n", Markup("<br>\n"))
        for block in blocks
    )


def _blocks(words: str) -> list[str]:
    """The words parted at blank lines (lines of white space count as blank)."""
    lines = [line.rstrip() for line in words.replace("\r\n", "\n").split("\n")]
    return [block for block in "\n".join(lines).split("\n\n") if block.strip()]
