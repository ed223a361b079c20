import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.members.file_unclear import FileUnclear
from shared.web.members.json_lines import read_json_with_lines

TEXT = """[
  {"id": "alfa",
   "contacts": [
     {"address": "a@example.com"},
     {"address":
        "not, \\"one\\": {[", "name": ""}
   ], "domains": []
  },
  {}
]"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", 1),
        ("0", 2),
        ("0.id", 2),
        ("0.contacts", 3),
        ("0.contacts.0.address", 4),
        ("0.contacts.1", 5),
        ("0.contacts.1.address", 6),
        ("0.contacts.1.name", 6),
        ("0.domains", 7),
        ("1", 9),
    ],
)
def test_every_value_has_the_line_on_which_it_begins(path: str, line: int) -> None:
    assert read_json_with_lines(TEXT).line(path) == line


@pytest.mark.parametrize(("path", "line"), [("0.name", 2), ("0.contacts.0.name", 4), ("1.owner.address", 9)])
def test_what_is_missing_has_the_line_of_what_it_is_missing_in(path: str, line: int) -> None:
    assert read_json_with_lines(TEXT).line(path) == line


def test_what_is_no_json_is_refused_with_its_line() -> None:
    with pytest.raises(FileUnclear, match="line 3"):
        read_json_with_lines('[\n{"a": 1},\n{"b" 2}\n]')


def test_a_name_that_stands_twice_in_an_object_is_refused_with_its_line() -> None:
    with pytest.raises(FileUnclear, match='line 2: "a" stands here twice'):
        read_json_with_lines('{"a": {"a": 1},\n"a": 2}')


@given(value=JSON, indent=st.sampled_from([None, 0, 2]))
def test_any_json_is_read_as_it_is(value: object, indent: int | None) -> None:
    read = read_json_with_lines(json.dumps(value, indent=indent))
    assert read.value == value
    assert read.line("") == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 100_000,
        "[" * 900 + "]" * 900,
        '[{"id": "a", "name": ' + "9" * 5000 + "}]",
        '[{"id": "\\ud800"}]',
        '[{"id": "a", "\\udc00": 1, "\\udc00": 2}]',
    ],
    ids=["not closed", "deep", "long number", "half a pair", "half a pair as a name"],
)
def test_what_python_or_a_page_cannot_take_is_refused_like_what_is_no_json(hostile: str) -> None:
    with pytest.raises(FileUnclear, match="members are not written so"):
        read_json_with_lines(hostile)
