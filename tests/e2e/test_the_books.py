import csv
import io
from zoneinfo import ZoneInfo

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BOOKISH = {
    "name": "=Bookish",
    "owner": {"address": "owner@bookish.example.org"},
    "domains": ["bookish.example.org"],
    "subscriptions": [{"product": "planner", "since": "2020-01-01T00:00:00Z"}],
}


def test_an_answered_request_stands_in_the_books_of_its_month_as_json_and_csv(stack: StackUnderTest) -> None:
    assert stack.keyed.put("/api/members/bookish", json=BOOKISH).status_code == 201
    month = f"{stack.now().astimezone(STOCKHOLM):%Y-%m}"
    sent = {"email": "bo@bookish.example.org", "product": "planner", "message": "Which one?"}
    ticket = stack.http.post("/api/intake", json=sent).json()["ticket"]
    answer = {"author": "anna", "text": "The first.", "answers_up_to": "m1"}
    assert stack.keyed.post(f"/api/tickets/{ticket}/answers", json=answer).status_code == 202

    report = stack.keyed.get(f"/api/reports/{month}").json()
    told = next(each["vendor_side"] for each in report["members"] if each["member"] == "bookish")
    assert (told["messages"], told["answered_in_time"], told["breaches"]) == (1, 1, 0)

    as_csv = stack.keyed.get(f"/api/reports/{month}", headers={"Accept": "text/csv"})
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig"), newline="")))
    (row,) = [each for each in rows if each["member"] == "bookish"]
    assert (row["name"], row["messages"], row["answered_in_time"]) == ("'=Bookish", "1", "1")
    assert stack.http.get(f"/api/reports/{month}").status_code == 401


def test_who_has_studied_is_counted_and_a_question_is_kept_as_material(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "student")
    seat = {"product": "planner", "address": "rune@student.example.org", "studied": "2026-01-15"}
    member.put({"product": "planner", "since": "2020-01-01T00:00:00Z"}, seats=[seat])
    ticket = member.ask("Where are exports saved?", kind="question")
    member.act(ticket, "turns/m1/material", 200, reason="Not in the manual.")
    month = f"{stack.now().astimezone(STOCKHOLM):%Y-%m}"
    kept = stack.keyed.get(f"/api/material/{month}").json()["material"]
    assert [(each["text"], each["reason"]) for each in kept if each["ticket"] == ticket] == [
        ("Where are exports saved?", "Not in the manual.")
    ]
    (side,) = [
        each["member_side"]
        for each in stack.keyed.get(f"/api/reports/{month}").json()["members"]
        if each["member"] == member.name
    ]
    assert (side["seats_filled"], side["documentation_studied"]) == (1, 1)
