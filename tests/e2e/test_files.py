"""Files over the whole stack: sent with a form, downloaded by a link, sent back with an answer."""

from typing import Any

import httpx
import pytest

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.file_examples import DOCX, PDF, PROGRAM
from tests.examples.running_stack import StackUnderTest
from tests.triggers.calling import BROWSER

TOKEN = "filesfilesfilesfilesfilesa"  # noqa: S105 - a form's token is no secret


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "filer")
    made.subscribed()
    return made


def send(member: MemberAtTheDesk, files: dict[str, bytes], **more: str) -> httpx.Response:
    """The form as a browser sends it, with these files."""
    fields = {"email": member.email, "product": "Planner", "message": "See the files.", "language": "en"}
    parts = [("files", (name, content)) for name, content in files.items()]
    return member.stack.http.post("/api/intake", data=fields | more, files=parts, headers=BROWSER)


def ticket_of(member: MemberAtTheDesk) -> dict[str, Any]:
    """The one ticket of this member, whole."""
    queue = member.stack.keyed.get("/api/queue").json()["tickets"]
    (ticket,) = [each["ticket"] for each in queue if each["member"] == member.name]
    return member.view(ticket)


@pytest.fixture(scope="module")
def sent(stack: StackUnderTest, member: MemberAtTheDesk) -> dict[str, Any]:
    """The ticket of a form with two files, one of which is refused; the form was sent twice."""
    files = {"Årets plan.docx": DOCX, "setup.exe": PROGRAM}
    page, again = [send(member, files, token=TOKEN) for _ in range(2)]
    stack.rest()
    assert (page.status_code, page.text) == (200, again.text)
    assert "<strong>setup.exe</strong>: We do not accept this type of file." in page.text
    return ticket_of(member)


def test_a_form_with_two_files_keeps_the_good_one_and_names_the_other(sent: dict[str, Any]) -> None:
    (turn,) = sent["turns"]
    assert (turn["text"], turn["refused_files"]) == ("See the files.", ["setup.exe"])
    (file,) = turn["files"]
    assert (file["name"], file["size"], file["scan"]) == ("Årets plan.docx", len(DOCX), "unscanned")


def test_a_supporter_downloads_the_file_by_its_link_and_a_broken_link_is_a_kind_page(
    sent: dict[str, Any],
) -> None:
    ((file,),) = [turn["files"] for turn in sent["turns"]]
    got = httpx.get(file["address"], trust_env=False)
    assert (got.status_code, got.content) == (200, DOCX)
    assert "filename*=UTF-8''%C3%85rets%20plan.docx" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    broken = httpx.get(file["address"][:-1], headers=BROWSER, trust_env=False)
    assert (broken.status_code, broken.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_a_file_that_was_found_clean_goes_back_with_the_answer(
    stack: StackUnderTest, member: MemberAtTheDesk, sent: dict[str, Any]
) -> None:
    ((file,),) = [turn["files"] for turn in sent["turns"]]
    too_early = member.act(sent["ticket"], "answers", 409, **ANSWER, attach=[file["id"]])
    assert too_early["type"].endswith("#problem-file-not-clean")
    told = stack.keyed.post(f"/api/files/{file['id']}/scan-result", json={"result": "clean"})
    assert (told.status_code, told.json()["scan"]) == (200, "clean")
    answered = member.act(sent["ticket"], "answers", 202, **ANSWER, attach=[file["id"]])
    assert [clock["state"] for clock in answered["clocks"]] == ["met"]
    (mail,) = [mail for mail in stack.mails(to=member.email) if mail["attachments"]]
    (attached,) = mail["attachments"]
    assert (attached["name"], attached["size"]) == ("Årets plan.docx", len(DOCX))
    caught = httpx.get(f"{stack.running.mails}/mails/{mail['number']}/attachments/1", trust_env=False)
    assert caught.content == DOCX


ANSWER = {"text": "Here it is again.", "answers_up_to": "m1"}


def test_a_form_with_ten_mebibytes_of_files_is_kept_and_with_more_one_is_refused(
    stack: StackUnderTest,
) -> None:
    writer = MemberAtTheDesk(stack, "heavy")
    half = PDF + b"x" * (5 * 1024 * 1024 - len(PDF))
    answer = send(writer, {"a.pdf": half, "b.pdf": half, "c.pdf": PDF})
    stack.rest()
    assert answer.status_code == 200
    assert "<strong>c.pdf</strong>: The files may be at most 10\u00a0MB in total." in answer.text
    whole = send(writer, {"a.pdf": half, "b.pdf": half + half})
    assert whole.status_code == 413


def test_a_result_for_a_file_that_is_not_there_is_refused_and_without_a_key_too(
    stack: StackUnderTest,
) -> None:
    address = "/api/files/a2b3c4d5e6f7a2b3/scan-result"
    assert stack.keyed.post(address, json={"result": "clean"}).status_code == 404
    assert stack.http.post(address, json={"result": "clean"}).status_code == 401
