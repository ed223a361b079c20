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


def imported(stack: StackUnderTest, tmp_path: Path, text: str) -> Result:
    """What ``desk import`` says to a file with this text."""
    file = tmp_path / "members.json"
    file.write_text(text)
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
        '[\n{"id": "x"},\n{"name": "y"}]': 'members.json:3: a member must be an object with an "id"',
        '[{"id": "x",\n"id": "y"}]': 'line 2: "id" stands here twice',
    }
    for text, reason in refused.items():
        result = imported(stack, tmp_path, text)
        assert result.exit_code == 1
        assert reason in result.stderr
