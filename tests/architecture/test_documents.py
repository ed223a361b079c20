"""The documents lead somewhere: every relative link, and every file that they name, is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])
A_WHOLE_LINE = 60
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`((?:shared|functions|tests|devstack|bench|docs)/[\w/.\-]+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_and_file_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    led_to = {document.parent / link for link in LINK.findall(text)} | {
        ROOT / name for name in NAMED.findall(text)
    }
    assert [str(path) for path in sorted(led_to) if not path.exists()] == []


def test_every_picture_is_shown_by_a_document() -> None:
    told = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert [each.name for each in pictures if f"pictures/{each.name})" not in told] == []


def test_the_index_of_choices_names_each_by_its_title() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    told = sorted(re.findall(r"^- \[(.+)\]\((.+)\)$", index, re.MULTILINE))
    pages = [page for page in folder.glob("*.md") if page.name != "README.md"]
    titles = [page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for page in pages]
    assert told == sorted(zip(titles, [page.name for page in pages], strict=True))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_holds_two_versions_of_itself(document: Path) -> None:
    marks = ("<" * 7, "=" * 7, ">" * 7)
    lines = document.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(marks)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_says_a_line_twice(document: Path) -> None:
    lines = Counter(document.read_text(encoding="utf-8").splitlines())
    assert [line for line, times in lines.items() if times > 1 and len(line) > A_WHOLE_LINE] == []
