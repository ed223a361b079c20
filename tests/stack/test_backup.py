"""A backup of a stack that runs is restored into an empty one, which then keeps what was promised."""

import shutil
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from devstack.stack.time_machine import TimeMachine
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.file_examples import DOCX
from tests.examples.running_stack import StackUnderTest, stack_in
from tests.stack.conftest import desk

BROWSER = {"Accept": "text/html"}


def said(command: str, data: Path, *arguments: str) -> str:
    """What a command says that does what it is asked."""
    done = desk(command, *arguments, "--data", str(data))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def lived_in(stack: StackUnderTest) -> tuple[str, str]:
    """A member has asked twice, once with a file, and was answered once; ten hours have passed."""
    member = MemberAtTheDesk(stack, "keeper")
    member.subscribed()
    answered, waiting = member.ask("One more thing."), member.ask("It stops.")
    member.answer(answered)
    parts = [("files", ("plan.docx", DOCX))]
    fields = {"email": member.email, "product": "Planner", "message": "See the file.", "language": "en"}
    assert stack.http.post("/api/intake", data=fields, files=parts, headers=BROWSER).status_code == 303
    stack.advance("10h")
    return answered, waiting


@pytest.fixture
def restored(tmp_path: Path) -> Generator[tuple[StackUnderTest, str, str]]:
    """A stack on another folder, with the first one's secrets and time, and what was taken of it."""
    first, second, folder = (tmp_path / name for name in ("first", "second", "backup"))
    with stack_in(first) as stack:
        answered, waiting = lived_in(stack)
        assert said("backup", first, str(folder)).endswith(f"1 files are in {folder}.\n")
    second.mkdir()
    for kept in ("settings.json", "clock.json"):
        shutil.copy(first / kept, second / kept)
    with stack_in(second) as stack:
        assert "Everything is there, as it was taken" in said("restore", second, str(folder))
        refused = desk("restore", str(folder), "--data", str(second))
        assert "Error: The desk is not empty (tickets, members" in refused.stderr
        yield stack, answered, waiting


def test_a_restored_stack_warns_answers_and_hands_out_what_the_first_had_taken(
    restored: tuple[StackUnderTest, str, str],
) -> None:
    stack, answered, waiting = restored
    member = MemberAtTheDesk(stack, "keeper")
    assert member.view(answered)["turns"][0]["text"] == "One more thing."
    (file,) = [
        file
        for row in stack.keyed.get("/api/queue").json()["tickets"]
        for turn in member.view(row["ticket"])["turns"]
        for file in turn["files"]
    ]
    assert httpx.get(file["address"], trust_env=False).content == DOCX
    assert stack.mails() == []
    member.answer(waiting)
    assert ["Press Save first." in mail["text"] for mail in stack.mails(to=member.email)] == [True]
    TimeMachine(stack.running.dev).advance("15h")
    told = stack.mails(to="anna@vendor.example.com")
    assert any(member.name in mail["subject"].casefold() for mail in told)
    assert stack.keyed.get("/api/health").json()["healthy"] is True
