"""Members in a CSV file, as spreadsheets save them."""

from contextlib import suppress
from time import process_time

import pytest

from shared.domain.members.member import Member
from shared.web.members.file_unclear import FileUnclear
from shared.web.members.members_csv import HEADINGS, read_members_csv

FILE = """id;name;owner;domains;product;since;responsible;contact;provider;customer
acme;Acme, AB;o@acme.example.org;acme.example.org acme.example.com;planner;2026-01-01;rune@acme.example.org;;;

acme;;;;archive;2026-02-01T12:00:00Z;;eva@example.org;standard;cus_1
acme;;;;archive;2026-02-01T12:00:00Z;;;;
beta;"Beta
Ltd";owner@beta.example.org;;;;;bea@beta.example.org;;
"""


def test_lines_of_one_id_are_one_member_and_what_is_said_twice_is_said_once() -> None:
    acme, beta = read_members_csv(FILE).value
    assert (acme["name"], acme["domains"]) == ("Acme, AB", ["acme.example.org", "acme.example.com"])
    assert acme["subscriptions"] == [
        {"product": "planner", "since": "2026-01-01T00:00:00Z"},
        {"product": "archive", "since": "2026-02-01T12:00:00Z"},
    ]
    assert acme["seats"] == [{"product": "planner", "address": "rune@acme.example.org"}]
    assert acme["customers"] == [{"provider": "standard", "id": "cus_1"}]
    assert beta["contacts"] == [{"address": "bea@beta.example.org"}]
    assert "subscriptions" not in beta
    Member.model_validate(acme)


def test_each_value_has_the_line_that_it_stands_on() -> None:
    members = read_members_csv(FILE)
    paths = (
        "0.name",
        "0.seats.0.address",
        "0.subscriptions.1.since",
        "0.contacts.0",
        "1.owner.address",
        "1.id",
    )
    assert [members.line(path) for path in paths] == [2, 2, 4, 4, 6, 6]


SOME = [
    ({"product": "planner"}, "subscriptions"),
    ({"product": "planner", "status": "paused"}, "subscriptions"),
    ({"product": "planner", "studied": "2026-02-13"}, "seats"),
    ({"provider": "stripe"}, "customers"),
]


@pytest.mark.parametrize(("row", "field"), SOME)
def test_what_is_not_whole_is_left_to_the_desk_to_refuse_by_its_line(row: dict[str, str], field: str) -> None:
    (member,) = read_members_csv(f"id,{','.join(row)}\na,{','.join(row.values())}").value
    lists = {name: value for name, value in member.items() if name not in {"id", "owner", "domains"}}
    assert lists == {field: [row]}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_separates_is_found_in_the_headings(separator: str) -> None:
    text = separator.join(["ID", "Name", "owner"]) + "\r\n" + separator.join(["a", "A", "o@a.example.org"])
    (member,) = read_members_csv(text).value
    assert (member["id"], member["name"], member["owner"]["address"]) == ("a", "A", "o@a.example.org")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", 'line 1: there is no heading "id"'),
        ("name\nA", 'line 1: there is no heading "id"'),
        ("id,colour\na,blue", 'line 1: "colour" is no heading'),
        ("id,id\na,a", 'line 1: "id" is no heading, or stands twice'),
        ("id,name\n,A", 'line 2: the column "id" is empty'),
        ("id,name\na,A\na,B", 'line 3: "name" of a is another than on a line before'),
        ('id,name\na,"A', r"line 2: this is no CSV \(unexpected end of data\)"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(text: str, reason: str) -> None:
    with pytest.raises(FileUnclear, match=reason):
        read_members_csv(text)


def test_the_headings_are_told_where_one_is_wrong() -> None:
    with pytest.raises(FileUnclear, match=", ".join(HEADINGS)):
        read_members_csv("colour")


@pytest.mark.parametrize(
    "text",
    ["id,contact\n" + "".join(f"a,b{each}\n" for each in range(20_000)), ",".join(["id"] * 60_000)],
    ids=["many lines of one member", "many headings"],
)
def test_a_file_of_the_most_characters_is_read_in_a_moment(text: str) -> None:
    began = process_time()
    with suppress(FileUnclear):
        read_members_csv(text)
    assert process_time() - began < 3
