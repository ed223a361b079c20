"""A day at a small vendor's desk, with something of every kind: what pictures show, and axe-core reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from devstack.stack.demo import load_demo
from shared.domain.facts.links import Purpose
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest

ANITA, BOB, GUSTAV = "anita@alfa.example.se", "bob@beta.example.org", "gustav@gamma.example.com"
OLLE, PETRA, RUT = "olle@alfa.example.se", "petra@alfa.example.se", "rut@gamma.example.com"
MEETING = "https://teams.example.com/meet/77"
ERROR: Mapping[str, Any] = {
    "product": "planner",
    "title": {"sv": "Veckovyn är tom efter import", "en": "The week is empty after an import"},
    "text": {
        "sv": "Veckovyn är tom tills den öppnas igen.",
        "en": "The week is empty until it is opened again.",
    },
    "workaround": {"sv": "Stäng veckovyn och öppna den igen.", "en": "Close the week and open it again."},
    "author": "anna",
}
NEWS = {
    "title": {"sv": "Veckoplan talar med Outlook", "en": "Veckoplan speaks with Outlook"},
    "text": {"sv": "Möten i Outlook syns nu i veckovyn.", "en": "Meetings in Outlook now show in the week."},
    "products": ["planner"],
}
RELEASE = {
    "product": "planner",
    "version": "9.1",
    "notes": {"sv": "Veckovyn öppnas fortare.", "en": "The week opens faster."},
    "author": "anna",
    "address": "https://download.example.com/veckoplan-9.1.msi",
}
DOCUMENT = {
    "title": {"sv": "Kom igång med Arkiv", "en": "Getting started with Archive"},
    "address": {"sv": "https://docs.example.com/arkiv", "en": "https://docs.example.com/archive"},
    "version": "1",
}

REQUESTS: Mapping[str, Mapping[str, str]] = {
    "error": {
        "email": ANITA,
        "name": "Anita Alm",
        "kind": "error",
        "product": "planner",
        "subject": "Veckovyn är tom",
        "message": "Hej!\n\nSedan i morse är veckovyn tom när vi har läst in schemat. Vad gör vi?\n\nAnita",
    },
    "conference": {
        "email": ANITA,
        "name": "Anita Alm",
        "kind": "conference",
        "product": "planner",
        "subject": "Genomgång av schemat",
        "message": "Kan vi talas vid om hur vi lägger upp nästa termin?",
    },
    "lapsed": {
        "email": BOB,
        "name": "Bob Brown",
        "product": "planner",
        "subject": "Cannot print",
        "message": "The week does not print.",
    },
    "work": {
        "email": GUSTAV,
        "product": "archive",
        "subject": "En egen rapport",
        "message": "Kan ni bygga en rapport över arkivet?",
    },
    "session": {
        "email": GUSTAV,
        "product": "Outlook",
        "subject": "Outlook frågar om lösenord",
        "message": "Det frågar om och om igen.",
    },
    "stranger": {
        "email": "nora@elsewhere.example.org",
        "subject": "A price",
        "message": "What does Veckoplan cost?",
        "language": "en",
    },
    "new": {
        "email": PETRA,
        "name": "Petra Persson",
        "product": "planner",
        "subject": "Where is the export saved?",
        "message": "I cannot find the file.",
        "language": "en",
    },
}
"""What comes in, by the name that its ticket has here."""
HELD = {
    "email": "kim@unknown.example.net",
    "subject": "Your software",
    "message": "Please call me about your software.",
    "language": "en",
}
"""What comes by the open door without the form's proof, and is held back."""


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The day on this stack, after ``live``: its tickets, and where its mails' links lead, each by name."""

    stack: StackUnderTest
    tickets: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def live(self) -> None:
        """Let it all happen: some hours of the product's time."""
        assert load_demo(self.stack.running.http, self.stack.function_key) == []
        self._tell_members()
        self._write()
        self._answer()
        self.stack.advance("50m")
        self._come_back()
        self.stack.rest()

    def ask(self, called: str, request: Mapping[str, str]) -> None:
        """A request, which is a ticket of this name."""
        self.tickets[called] = str(self._post("/api/intake/trusted", request)["ticket"])

    def act(self, name: str, act: str, **body: object) -> None:
        """An act of Anna's on the ticket of this name."""
        self._post(f"/api/tickets/{self.tickets[name]}/{act}", {"author": "anna"} | body)

    def _post(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        answer = self.stack.keyed.post(path, json=body)
        assert answer.is_success, answer.text
        self.stack.rest()
        return dict(answer.json())

    def _link(self, address: str, purpose: Purpose, about: str = "") -> None:
        reader = MemberBrowser(self.stack, address)
        self.links[purpose.value] = reader.link(purpose, about=self.tickets.get(about, ""))

    def _tell_members(self) -> None:
        """News, a version, a document to study and a seat, each with its mail."""
        document = self.stack.keyed.put("/api/documents/archive/start", json=DOCUMENT)
        assert document.is_success, document.text
        self._post("/api/news", NEWS)
        self._post("/api/releases", RELEASE)
        asked = self.stack.http.post("/api/member/seats/request", json={"address": OLLE})
        assert asked.status_code == 202, asked.text
        seat = {"seats": [{"product": "archive", "address": RUT, "name": "Rut Ros"}]}
        seats = self.stack.keyed.patch("/api/members/gamma", json=seat, headers={"If-Match": "*"})
        assert seats.is_success, seats.text
        self.stack.rest()
        self.stack.advance("5m")
        self._link(OLLE, Purpose.SEATS)
        self._link(RUT, Purpose.SEAT)
        for purpose in (Purpose.STUDY, Purpose.NEWS, Purpose.UNSUBSCRIBE, Purpose.UPGRADE):
            self._link(PETRA, purpose)

    def _write(self) -> None:
        """Everybody writes."""
        for called, request in REQUESTS.items():
            self.ask(called, request)
        at_door = self.stack.http.post("/api/intake", json=HELD)
        assert at_door.status_code == 202, at_door.text
        self.stack.rest()
        self._link(ANITA, Purpose.TICKET, "error")
        asked = self.stack.http.post("/api/member/seats/request", json={"address": ANITA})
        assert asked.status_code == 202, asked.text
        self.stack.rest()
        self._link(ANITA, Purpose.TICKETS)

    def _answer(self) -> None:
        """Anna answers, offers, quotes and ties."""
        self.act("error", "notes", text="Samma fel som i går hos en annan kund: det kommer av inläsningen.")
        text = "Hej Anita!\n\nStäng veckovyn och öppna den igen, så kommer schemat tillbaka.\n\nAnna"
        self.act("error", "answers", text=text, answers_up_to="m1")
        entry = self._post("/api/register", ERROR)["entry"]
        tied = self.stack.keyed.put(
            f"/api/register/{entry}/ties/{self.tickets['error']}", json={"author": "anna"}
        )
        assert tied.is_success, tied.text
        starts = [self.stack.now() + timedelta(hours=hours) for hours in (20, 22)]
        slots = [{"start": f"{at:%Y-%m-%dT%H}:00:00Z", "way": "teams", "place": MEETING} for at in starts]
        self.act("conference", "conferences/m1/offers", slots=slots)
        self._link(ANITA, Purpose.CONFERENCE, "conference")
        self.act(
            "work",
            "quotes",
            text="En egen rapport är en ny lösning. Den gör vi gärna mot timpris.",
            answers_up_to="m1",
            estimate_minutes=90,
        )
        self._link(GUSTAV, Purpose.QUOTE, "work")
        self.act("session", "sessions", join_address=MEETING)
        self._link(GUSTAV, Purpose.SESSION, "session")

    def _come_back(self) -> None:
        """A member writes again, after it has been answered."""
        thanks = {"message": "Tack, det hjälpte! Men utskriften är fortfarande tom."}
        self._post(f"/api/tickets/{self.tickets['error']}/messages", thanks)
