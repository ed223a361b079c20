"""A person on the whole stack: exported, erased, and looked for in tables, blobs, queues and logs."""

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from azure.data.tables import TableServiceClient
from azure.storage.blob import BlobServiceClient
from azure.storage.queue import QueueServiceClient

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

CANARY = "quetzal"
EVA = f"{CANARY}@forgetful.example.org"
NAMED = {"email": EVA, "name": f"Eva {CANARY.title()}"}
COLLEAGUES = "A colleague's printer stands still."


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member at which Eva holds the seat, with tickets, a file, mails, a quote and a conference of hers."""
    made = MemberAtTheDesk(stack, "forgetful")
    seat = {"product": "planner", "address": EVA, "name": NAMED["name"]}
    made.put({"product": "planner", "since": "2020-01-01T00:00:00Z"}, seats=[seat])
    _writes(made)
    _meets(made)
    made.answer(made.ask(COLLEAGUES, kind="error"), text=f"As {NAMED['name']} knows: plug it in.")
    return made


def _writes(member: MemberAtTheDesk) -> None:
    """A form with a file, which is answered, and two mails, one of them a machine's."""
    fields = NAMED | {"product": "Planner", "message": f"{CANARY} stops.", "language": "en"}
    file = [("files", (f"{CANARY}.txt", f"{CANARY} in a file".encode()))]
    assert member.stack.http.post("/api/intake", data=fields, files=file).status_code in {200, 202}
    member.stack.rest()
    for number, more in enumerate(("", "Auto-Submitted: auto-replied\r\n")):
        head = f"From: {EVA}\r\nTo: desk@example.com\r\nMessage-ID: <{number}@{CANARY}.example>\r\n{more}"
        raw = f"{head}Subject: {CANARY}\r\n\r\n{CANARY} mails.\r\n".encode()
        sent = member.stack.keyed.post(
            "/api/intake/mail", content=raw, headers={"Content-Type": "message/rfc822"}
        )
        assert sent.status_code == 202, sent.text
        member.stack.rest()


def _meets(member: MemberAtTheDesk) -> None:
    """A conference that is offered, and work that is quoted."""
    now = member.stack.now()
    starts = [(now + timedelta(hours=hours)).isoformat() for hours in (5, 7)]
    slots = [
        {"start": each, "way": "teams", "place": f"https://teams.example.com/{CANARY}"} for each in starts
    ]
    member.act(
        member.ask(f"{CANARY} wants to talk.", **NAMED, kind="conference"),
        "conferences/m1/offers",
        202,
        slots=slots,
    )
    quote = {"text": f"For {CANARY}.", "answers_up_to": "m1", "estimate_minutes": 60, "limit_minutes": 90}
    member.act(member.ask(f"{CANARY} wants more.", **NAMED, kind="question"), "quotes", 202, **quote)


def exported(member: MemberAtTheDesk) -> dict[str, bytes]:
    """What is in Eva's zip."""
    answer = member.stack.keyed.post("/api/people/export", json={"address": EVA})
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def erase(member: MemberAtTheDesk, *, preview: bool) -> dict[str, Any]:
    """Anna erases Eva, or asks what that would touch."""
    body = {"address": EVA, "author": "anna", "reason": "Asked for it by letter.", "preview": preview}
    answer = member.stack.keyed.post("/api/people/erase", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def stored(stack: StackUnderTest) -> Iterator[tuple[str, str]]:
    """Everything in the tables, blobs and queues of the stack, each by its place."""
    storage = stack.running.storage
    with TableServiceClient.from_connection_string(storage) as tables:
        for table in tables.list_tables():
            for row in tables.get_table_client(table.name).list_entities():
                yield f"{table.name} {row['RowKey']}", str(dict(row))
    with BlobServiceClient.from_connection_string(storage) as blobs:
        for container in blobs.list_containers():
            inside = blobs.get_container_client(container.name)
            for blob in inside.list_blobs(include=["metadata"]):
                yield (
                    f"{container.name} {blob.name}",
                    inside.download_blob(blob.name).readall().decode("latin-1"),
                )
    with QueueServiceClient.from_connection_string(storage) as queues:
        for queue in queues.list_queues():
            for message in queues.get_queue_client(queue.name).peek_messages(32):
                yield f"queue {queue.name}", str(message.content)


def traces(stack: StackUnderTest) -> list[str]:
    """The places in which a word of Eva's stands, also in a mail as it came."""
    marks = (CANARY, *(base64.b64encode(b" " * by + CANARY.encode())[4:-4].decode() for by in (1, 2, 3)))
    return [
        f"{place}: {text[:200]}"
        for place, text in stored(stack)
        if any(each in f"{place} {text}" for each in marks)
    ]


def logged(stack: StackUnderTest) -> list[str]:
    """The logs of the stack in which a word of Eva's stands."""
    logs = list(stack.folder.rglob("*.log*"))
    assert logs
    return [each.name for each in logs if CANARY in each.read_text().casefold()]


def test_a_person_is_exported_and_erased_and_found_nowhere_afterwards(
    stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    inside = exported(member)
    told = json.loads(inside["person.json"])
    assert len([each for each in told["tickets"] if each["opened"]]) == 4
    assert (len(told["members"]), len(told["kept_mails"])) == (1, 2)
    assert [content for name, content in inside.items() if name.startswith("files/")] == [
        f"{CANARY} in a file".encode()
    ]
    assert COLLEAGUES not in b" ".join(inside.values()).decode()
    assert traces(stack)
    month = f"{stack.now():%Y-%m}"
    before = _answered(stack, month)

    assert erase(member, preview=True)["files"] == 1
    erase(member, preview=False)
    stack.rest()
    stack.advance("20m")

    assert traces(stack) == []
    assert logged(stack) == []
    assert _answered(stack, month) == before
    left = erase(member, preview=True)
    assert (left["tickets"], left["kept_mails"], left["members"]) == ([], 0, [])
    assert COLLEAGUES in " ".join(text for _, text in stored(stack))


def test_who_was_erased_begins_anew(stack: StackUnderTest, member: MemberAtTheDesk) -> None:
    since = len(stack.mails(to=EVA))
    ticket = member.ask("I am back.", email=EVA)
    (turn,) = stack.keyed.get(f"/api/tickets/{ticket}").json()["turns"]
    assert (turn["email"], turn["text"], turn["covered"]) == (EVA, "I am back.", True)
    assert erase(member, preview=True)["tickets"] == [ticket]
    stack.advance("5m")
    assert len(stack.mails(to=EVA)) == since + 1


def _answered(stack: StackUnderTest, month: str) -> dict[str, Any]:
    """What the month's books say of what has been answered, and of what was late."""
    vendor = stack.keyed.get(f"/api/reports/{month}").json()["total"]["vendor_side"]
    kept = (
        "messages",
        "covered",
        "reply_clocks",
        "answered_in_time",
        "answered_late",
        "breaches",
        "worst_hours",
    )
    return {name: vendor[name] for name in kept}
