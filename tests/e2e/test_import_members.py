from pathlib import Path

from click.testing import CliRunner, Result

from devstack.acts.import_members import import_members
from tests.examples.running_stack import StackUnderTest

TWO_MEMBERS = """[
  {
    "id": "import-one",
    "name": "Import One Ltd",
    "owner": {"address": "owner@import-one.example.com"}
  },
  {
    "id": "import-two",
    "owner": {
      "address": "no address"
    },
    "domains": [],
    "colour": "blue"
  },
  {
    "id": "import-three",
    "name": "Import Three Ltd",
    "owner": {"address": "owner@import-three.example.com"},
    "subscriptions": [
      {"product": "unsold", "since": "2026-01-01T00:00:00Z"}
    ]
  },
  {"id": "import-one?name=other", "name": "Other", "owner": {"address": "owner@other.example.com"}}
]
"""


def imported(stack: StackUnderTest, tmp_path: Path, text: str, name: str = "members.json") -> Result:
    """What ``desk import`` says to a file with this text."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8-sig")
    options = [str(file), "--address", stack.running.http, "--key", stack.function_key]
    return CliRunner().invoke(import_members, options)


def test_what_is_refused_is_named_with_its_line_and_the_rest_is_written(
    stack: StackUnderTest, tmp_path: Path
) -> None:
    result = imported(stack, tmp_path, TWO_MEMBERS)
    refusals = [line.partition(": ")[0] + " " + line.split()[2] for line in result.stderr.splitlines()]
    assert refusals == [
        "members.json:7 name:",
        "members.json:10 owner.address:",
        "members.json:13 colour:",
        "members.json:20 subscriptions.0.product:",
        "members.json:23 id:",
    ]
    assert result.stdout == "1 of 4 members are written.\n"
    assert result.exit_code == 1
    assert stack.keyed.get("/api/members/import-one").json()["member"]["name"] == "Import One Ltd"
    assert stack.keyed.get("/api/members/import-two").status_code == 404


def test_a_file_without_mistakes_is_imported_and_may_be_again(stack: StackUnderTest, tmp_path: Path) -> None:
    members = (Path(__file__).parents[2] / "devstack" / "demo" / "members.json").read_text()
    for _ in range(2):
        result = imported(stack, tmp_path, members)
        assert (result.exit_code, result.stderr) == (0, "")


def test_a_file_that_is_no_list_of_members_is_refused_whole(stack: StackUnderTest, tmp_path: Path) -> None:
    refused = {
        "[\n{]": "members.json is not read: line 2",
        "{}": "must be a list of members",
        '[\n{"id": "x"},\n{"name": "y"}]': 'line 3: a member must be an object with an "id"',
        '[{"id": "x",\n"id": "y"}]': 'line 2: "id" stands here twice',
    }
    for text, reason in refused.items():
        result = imported(stack, tmp_path, text)
        assert result.exit_code == 1
        assert reason in result.stderr


CSV = """id;name;owner;product;since;responsible
import-csv-1;Åkeri Ett;owner@csv.example.com;planner;2026-01-01;rune@csv.example.com
import-csv-1;;;archive;soon;
import-csv-2;Åkeri Två;owner@csv.example.com;planner;2026-01-01;no address
import-csv-3;Åkeri Tre;owner@csv.example.com;planner;2026-01-01;rune@csv.example.com
"""


def test_a_csv_file_is_imported_its_refusals_named_by_line_and_may_be_again(
    stack: StackUnderTest, tmp_path: Path
) -> None:
    for _ in range(2):
        result = imported(stack, tmp_path, CSV, "members.csv")
        told = [line.partition(": ")[0] + " " + line.split()[2] for line in result.stderr.splitlines()]
        assert told == ["members.csv:3 subscriptions.1.since:", "members.csv:4 seats.0.address:"]
        assert (result.stdout, result.exit_code) == ("1 of 3 members are written.\n", 1)
    mended = CSV.replace("soon", "2026-02-01").replace("no address", "rut@csv.example.com")
    assert imported(stack, tmp_path, mended, "members.csv").stdout == "3 of 3 members are written.\n"
    found = stack.keyed.get("/api/members/import-csv-1").json()["member"]
    assert [each["product"] for each in found["subscriptions"]] == ["planner", "archive"]


def test_an_id_that_stands_twice_is_written_once_and_its_second_line_named(
    stack: StackUnderTest, tmp_path: Path
) -> None:
    one = '{"id": "import-twice", "name": "One", "owner": {"address": "owner@twice.example.com"}}'
    result = imported(stack, tmp_path, f"[{one},\n{one.replace('One', 'Two')}]")
    assert result.stderr == "members.json:2: import-twice id: stands on line 1 already\n"
    assert stack.keyed.get("/api/members/import-twice").json()["member"]["name"] == "One"
