"""HTML as text: what a reader sees, the targets of its links, and what it quotes marked by ``>``."""

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has no py.typed

LONGEST_LAID_OUT = 400_000
"""Characters of HTML that are laid out; more is only stripped of its tags. Tables take time by the square."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_QUOTES = re.compile(r"gmail_quote|yahoo_quoted|moz-cite|protonmail_quote", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(script|style|title)\b[^<>]*>|</(script|style|title)\b[^<>]*>|(<!--)|(-->)", re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)


def text_of_html(source: str) -> str:
    """The text; where the layout hides more than half of it, all that stands between the tags."""
    if len(source) > LONGEST_LAID_OUT:
        return stripped_of_tags(source)
    try:
        text = _laid_out(source.replace(_OPEN, "").replace(_CLOSE, ""))
        return text if _letters(text) * 2 >= _letters(stripped := stripped_of_tags(source)) else stripped
    except Exception:  # noqa: BLE001 - lxml refuses some strings, and what is nested too deep is a RecursionError
        return stripped_of_tags(source)


def _letters(text: str) -> int:
    return sum(each.isalnum() for each in text)


def stripped_of_tags(source: str) -> str:
    """The words alone, without layout: quick, and true to any text."""
    text = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", _seen(source))))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _seen(source: str) -> str:
    """Without scripts, styles and comments, each from its beginning to the first end of its kind."""
    kept, begun, kind = [], 0, ""
    for mark in _UNSEEN.finditer(source):
        opened, closed = (mark[1] or mark[3] or "").lower(), (mark[2] or mark[4] or "").lower()
        if not kind and opened:
            kept.append(source[begun : mark.start()])
            begun, kind = mark.start(), opened
        elif kind and closed.replace("-->", "<!--") == kind:
            begun, kind = mark.end(), ""
    return " ".join([*kept, source[begun:]])


def _laid_out(source: str) -> str:
    from inscriptis.css_profiles import (  # type: ignore[import-untyped]  # noqa: PLC0415 - as below
        CSS_PROFILES,
    )
    from inscriptis.html_engine import (  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no py.typed; with lxml 60 ms, and most mails have plain text
        Inscriptis,
    )
    from inscriptis.model.config import (  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
        ParserConfig,
    )
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - as above

    parser = HTMLParser(huge_tree=True)  # else what is nested deeper than 256 is silently left out
    tree = document_fromstring(re.sub(r"\A\s*<\?xml[^<>]*>", "", source), parser=parser)
    _mark_quotes(tree)
    _show_targets(tree)
    text = Inscriptis(tree, ParserConfig(css=CSS_PROFILES["strict"], display_images=True)).get_text()
    return "\n".join(_with_quotes(text.replace("\xa0", " "))).strip("\n")


def _mark_quotes(tree: "HtmlElement") -> None:
    """Put a mark before and after each block that mail programs quote with."""
    for block in tree.iter("blockquote"):
        if (block.get("type") or "").lower() == "cite" or _QUOTES.search(block.get("class") or ""):
            block.text = f"{_OPEN}{block.text or ''}"
            block.tail = f"{_CLOSE}{block.tail or ''}"


def _with_quotes(text: str) -> list[str]:
    """The lines, each marked as deep as the text around it is quoted."""
    lines, depth = [], 0
    for line in text.split("\n"):
        for piece in re.split(f"([{_OPEN}{_CLOSE}])", line.rstrip()):
            if piece in (_OPEN, _CLOSE):
                depth = max(0, depth + (1 if piece == _OPEN else -1))
            elif piece.strip() or not line.strip():
                lines.append(f"{'>' * depth} {piece}".rstrip() if depth else piece)
    return lines


def _show_targets(tree: "HtmlElement") -> None:
    """Where a link says another thing than where it leads, its target follows in angle brackets."""
    for link in tree.iter("a"):
        target = (link.get("href") or "").strip()
        if target.lower().startswith(("http:", "https:", "file:", "ftp:")):
            said = "".join(link.itertext()).strip()
            if said and target.rstrip("/") not in said:
                link.tail = f" <{target}>{link.tail or ''}"
