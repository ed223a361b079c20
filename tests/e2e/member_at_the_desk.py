"""One member and the supporters who answer it, over HTTP on the whole stack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.domain.values.identity import short_code
from tests.examples.running_stack import StackUnderTest


@dataclass(frozen=True, slots=True)
class MemberAtTheDesk:
    """A member of its own name, whose users write and whose tickets are acted on with the function key."""

    stack: StackUnderTest
    name: str

    @property
    def email(self) -> str:
        """Who writes."""
        return f"user@{self.name}.example.org"

    def put(self, *subscriptions: dict[str, Any], seats: Sequence[dict[str, str]] = ()) -> None:
        """The member is as given from now on, with a billing customer of its own."""
        member = {
            "name": self.name.title(),
            "language": "en",
            "owner": {"address": f"owner@{self.name}.example.org"},
            "domains": [f"{self.name}.example.org"],
            "customers": [{"provider": "standard", "id": f"cus_{self.name}"}],
            "subscriptions": list(subscriptions),
            "seats": list(seats),
        }
        written = self.stack.keyed.put(f"/api/members/{self.name}", json=member, headers={"If-Match": "*"})
        assert written.status_code in {200, 201}, written.text
        self.stack.rest()

    def subscribed(self) -> None:
        """It subscribes to Planner, since long ago."""
        self.put({"product": "planner", "since": "2020-01-01T00:00:00Z"})

    def billed(self, status: str, paid_until: datetime | None = None, at: datetime | None = None) -> None:
        """A signed billing event about Planner."""
        answer = self.stack.bill(f"cus_{self.name}", "prod_planner", status, paid_until, at=at)
        assert answer.status_code == 200, answer.text
        self.stack.rest()

    def ask(self, message: str, **more: str) -> str:
        """A request of its user about Planner, with words of its own; the ticket."""
        sent = {"email": self.email, "product": "Planner", "message": message, "language": "en"}
        answer = self.stack.http.post("/api/intake", json=sent | more)
        assert answer.status_code == 202, answer.text
        self.stack.rest()
        return str(answer.json()["ticket"])

    def act(self, ticket: str, act: str, status: int, **body: object) -> dict[str, Any]:
        """An act of Anna's on the ticket, once it has run to rest."""
        answer = self.stack.keyed.post(f"/api/tickets/{ticket}/{act}", json={"author": "anna"} | body)
        assert answer.status_code == status, answer.text
        self.stack.rest()
        return dict(answer.json())

    def answer(self, ticket: str, up_to: str = "m1", **more: object) -> dict[str, Any]:
        """Anna answers."""
        body = {"text": "Press Save first.", "answers_up_to": up_to} | more
        return self.act(ticket, "answers", 202, **body)

    def write(self, ticket: str, message: str) -> dict[str, Any]:
        """A further message of its user."""
        answer = self.stack.keyed.post(f"/api/tickets/{ticket}/messages", json={"message": message})
        assert answer.status_code == 202, answer.text
        self.stack.rest()
        return dict(answer.json())

    def view(self, ticket: str) -> dict[str, Any]:
        """The ticket as a supporter reads it."""
        answer = self.stack.keyed.get(f"/api/tickets/{ticket}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def clocks(self, ticket: str) -> dict[str, dict[str, Any]]:
        """The ticket's clocks by id."""
        return {clock["id"]: clock for clock in self.view(ticket)["clocks"]}

    def mailed(self, ticket: str) -> list[str]:
        """The subjects of the mails that its user got about the ticket, oldest first."""
        mails = self.stack.mails(to=self.email)
        return [mail["subject"] for mail in mails if short_code(ticket) in mail["subject"]]


def instant(written: str) -> datetime:
    """An instant as the desk writes it."""
    return datetime.fromisoformat(written)


DAY = timedelta(hours=24)
