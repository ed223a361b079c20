"""Turns a letter's file, words with a few simple marks, into a template for one form of the mail.

The marks (templates/README.md tells them) are read before any fact is filled in: whatever a fact holds, it is
never a mark. They become calls of the parts that ``parts.txt`` and ``parts.html`` both have.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from html import escape


class Form(StrEnum):
    """What a letter's file becomes. The values are the endings of the templates' names."""

    SUBJECT = "subject"
    TEXT = "txt"
    HTML = "html"


class MarksUnfit(ValueError):
    """A letter's file that says something no reader of marks understands."""


HEAD = ("Subject", "Title", "Preview", "Opening", "Tone")
_NEEDED = {"Subject", "Title", "Preview"}

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_CONTROL = re.compile(r"\s*\{%(?:(?!%\}).)*%\}\s*")
_INLINE = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|<(?P<mail>[^<>]+)>|\[(?P<link>[^\]]+)\]\((?P<address>[^()]+)\)"
)
_BUTTON = re.compile(r"\[([^\]]+)\]\(([^()]+)\)")
_ITEM = re.compile(r"(\d+\.|\*) +(.+)")
_FACT = re.compile(r"- ([^:{]+): (.+)")
_WORDS = re.compile(r"> \{\{(.+)\}\}")


def template_of(source: str, form: Form) -> str:
    """The template of this form that a letter's file stands for.

    Raises ``MarksUnfit``: the head lacks a line or has one too many, or a block does not keep to its mark.
    """
    first, _, rest = source.partition("\n\n")
    head = _head(first)
    if form is Form.SUBJECT:
        return head["Subject"]
    content, _, footer = rest.partition("\n---\n")
    opening = [head["Opening"]] if form is Form.TEXT and "Opening" in head else []
    said = {
        "title": _inline(head["Title"], form),
        "preview": _inline(head["Preview"], form),
        "tone": head.get("Tone", ""),
        "content": "".join(_blocks([*opening, *([""] if opening else []), *content.splitlines()], form)),
        "footer": "".join(_footer(footer.splitlines(), form)),
    }
    blocks = (f"{{% block {name} %}}{words}{{% endblock %}}" for name, words in said.items())
    return f'{{% extends "layout.{form}" %}}{"".join(blocks)}'


def _head(lines: str) -> dict[str, str]:
    head = dict(line.split(": ", 1) for line in lines.splitlines() if ": " in line)
    if not _NEEDED <= set(head) <= set(HEAD) or len(head) != len(lines.splitlines()):
        msg = f"the head has {', '.join(head)}; it may have {', '.join(HEAD)}, each once on a line of its own"
        raise MarksUnfit(msg)
    return head


def _parted(lines: Sequence[str]) -> Iterator[list[str]]:
    """The blocks: a blank line ends one, and a line that only steers (if, for) is one of its own."""
    block: list[str] = []
    for line in lines:
        steers = _CONTROL.fullmatch(line)
        if steers or not line.strip():
            yield block
            block = []
        if steers:
            yield [line.strip()]
        elif line.strip():
            block.append(line)
    yield block


def _blocks(lines: Sequence[str], form: Form) -> Iterator[str]:
    for block in filter(None, _parted(lines)):
        if _CONTROL.fullmatch(block[0]):
            yield block[0]
        else:
            yield next(made(block, form) for begins, made in _KINDS if block[0].startswith(begins))


def _footer(lines: Sequence[str], form: Form) -> Iterator[str]:
    for block in filter(None, _parted(lines)):
        yield block[0] if _CONTROL.fullmatch(block[0]) else _inline("\n".join(block), form)


def _paragraph(block: list[str], form: Form) -> str:
    button = _BUTTON.fullmatch(block[0]) if len(block) == 1 else None
    if button:
        return _call("button", _inline(button[1], form), address=_inline(button[2], form))
    item = _ITEM.match(block[0])
    if item:
        return "".join(_items(block, form))
    return _call("paragraph", _inline("\n".join(block), form))


def _heading(block: list[str], form: Form) -> str:
    return _call("heading", _inline(_only_line(block).removeprefix("# "), form))


def _items(block: list[str], form: Form) -> Iterator[str]:
    """Each line that begins with a mark is an item's title; the lines below it are what it says."""
    starts = [place for place, line in enumerate(block) if _ITEM.match(line)]
    for place, end in zip(starts, [*starts[1:], len(block)], strict=True):
        mark, title = _match(_ITEM, block[place]).groups()
        below = "\n".join(line.strip() for line in block[place + 1 : end])
        yield _call("item", _inline(below, form), mark=mark, title=_inline(title, form))


def _facts(block: list[str], form: Form) -> str:
    rows = [_match(_FACT, line).groups() for line in block]
    sets = "".join(
        _set(f"label_{number}", _inline(label, form)) + _set(f"value_{number}", _inline(value, form))
        for number, (label, value) in enumerate(rows)
    )
    named = ", ".join(
        f"({_named(f'label_{number}')}, {_named(f'value_{number}')})" for number in range(len(rows))
    )
    return f"{sets}{{{{ part.facts([{named}]) }}}}"


def _personal(block: list[str], _: Form) -> str:
    return f"{{{{ part.personal({_match(_WORDS, _only_line(block))[1]}) }}}}"


def _signature(block: list[str], form: Form) -> str:
    name, *below = block
    return _call("signature", _inline("\n".join(below), form), name=_inline(name.removeprefix("-- "), form))


_KINDS: tuple[tuple[str, Callable[[list[str], Form], str]], ...] = (
    ("# ", _heading),
    ("- ", _facts),
    ("> ", _personal),
    ("-- ", _signature),
    ("", _paragraph),
)


def _match(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    found = pattern.fullmatch(line)
    if found is None:
        msg = f"begins with a mark and does not go on like it: {line}"
        raise MarksUnfit(msg)
    return found


def _only_line(block: list[str]) -> str:
    if len(block) > 1:
        msg = f"stands on a line of its own, with a blank line below: {block[0]}"
        raise MarksUnfit(msg)
    return block[0]


def _named(name: str) -> str:
    """What a mark fills in has a name that no fact has: below the mark a fact still says what it did."""
    return f"mark_{name}"


def _set(name: str, words: str) -> str:
    return f"{{% set {_named(name)} %}}{words}{{% endset %}}"


def _call(part: str, words: str, **more: str) -> str:
    """The part around these words; what else it is given is filled in first."""
    sets = "".join(_set(name, given) for name, given in more.items())
    return f"{sets}{{% call part.{part}({', '.join(map(_named, more))}) %}}{words}{{% endcall %}}"


def _inline(words: str, form: Form) -> str:
    """One run of words: facts are left as they are, marks become parts, and the rest is only words."""
    kept: list[str] = []

    def keep(template: str) -> str:
        kept.append(template)
        return f"\0{len(kept) - 1}\0"

    def marked(found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        if kind == "address":
            more, kind = _set("address", found["address"]), "link"
            return (
                keep(f"{more}{{% call part.link({_named('address')}) %}}")
                + found["link"]
                + keep("{% endcall %}")
            )
        return keep(f"{{% call part.{kind}() %}}") + found[kind] + keep("{% endcall %}")

    bare = _JINJA.sub(lambda found: keep(found[0]), words)
    bare = _INLINE.sub(marked, bare).replace("\n", keep("{{ part.newline }}"))
    bare = escape(bare, quote=False) if form is Form.HTML else bare
    while "\0" in bare:
        bare = re.sub("\0(\\d+)\0", lambda found: kept[int(found[1])], bare)
    return bare
