"""The two languages and the three parts of a mail say the same."""

from pathlib import Path
from typing import get_args

import pytest
from jinja2 import meta, nodes

from shared.domain.letters.letters import Letter
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.render import TEMPLATES
from shared.mail.templating import templates_in

PARTS = ("subject.txt", "body.txt", "body.html")
SHARED = {"layout.txt", "layout.html", "notice.txt", "notice.html", "parts.txt", "parts.html"}
LETTERS: tuple[type[Frozen], ...] = get_args(get_args(Letter.__value__)[0])
NAMES = [kind.model_fields["letter"].default for kind in LETTERS]
ABOUT_NO_TICKET = {"seat_unreachable", "news", "digest", "billing_status_unknown", "seat_empty"}
BODIES = [(name, part) for name in NAMES for part in PARTS]


def _parsed(template: str) -> nodes.Template:
    environment = templates_in(TEMPLATES)
    return environment.parse(Path(TEMPLATES, template).read_text(encoding="utf-8"))


def _facts(template: str) -> set[str]:
    return meta.find_undeclared_variables(_parsed(template)) - {"part"}


def _labels(template: str) -> int:
    """How many rows the tables of facts in this template have."""
    calls = _parsed(template).find_all(nodes.Call)
    return sum(
        len(call.args[0].items)
        for call in calls
        if isinstance(call.node, nodes.Getattr)
        and call.node.attr == "facts"
        and isinstance(call.args[0], nodes.List)
    )


def test_every_letter_has_all_three_parts_in_both_languages_and_nothing_else_is_there() -> None:
    wanted = {f"{language}/{name}/{part}" for language in Language for name in NAMES for part in PARTS}
    there = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}
    assert there == wanted | SHARED


@pytest.mark.parametrize(("name", "part"), BODIES)
def test_both_languages_use_the_same_facts(name: str, part: str) -> None:
    assert _facts(f"sv/{name}/{part}") == _facts(f"en/{name}/{part}")
    assert _labels(f"sv/{name}/{part}") == _labels(f"en/{name}/{part}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", Language)
def test_text_and_html_use_the_same_facts(language: Language, name: str) -> None:
    text, html = f"{language}/{name}/body.txt", f"{language}/{name}/body.html"
    # The layouts name the vendor and the language in their own place.
    assert _facts(text) - {"vendor_name"} == _facts(html) - {"vendor_name"}
    assert _labels(text) == _labels(html)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ABOUT_NO_TICKET])
@pytest.mark.parametrize("language", Language)
def test_a_subject_begins_with_the_reference_of_its_ticket(language: Language, name: str) -> None:
    source = Path(TEMPLATES, f"{language}/{name}/subject.txt").read_text(encoding="utf-8")
    assert source.startswith("[{{ ticket }}] ")
