"""Eva, and all that a desk may keep of her: every word of hers has her name in it somewhere."""

import base64
from datetime import timedelta

from shared.domain.members.member import Person, Seat
from shared.domain.values.identity import address_key, mailbox_key
from shared.usecases.mail.take_mail import take_mail
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import SECRET, FakeDesk
from tests.triggers.calling import Answer, call, parts
from tests.triggers.conferences.offering import slots
from tests.triggers.examples import ACME
from tests.triggers.work.quoting import QUOTE

CANARY = "zanzibar"
EVA = f"eva.{CANARY}@acme.example.org"
NAMED = f"Eva {CANARY.title()}"
OTHER = "oskar@acme.example.org"
OTHERS_WORDS = "Oskar writes of his own printer."
MEMBER = ACME.but(
    contacts=(Person(address=EVA, name=NAMED), Person(address=OTHER, name="Oskar")),
    seats=(Seat(product="planner", address=EVA, name=NAMED),),
)


def raw_mail(message_id: str, text: str, sender: str = EVA, *more: str) -> bytes:
    """A mail as it comes in."""
    head = (f"From: {NAMED if sender == EVA else 'Oskar'} <{sender}>", "To: desk@example.com", *more)
    lines = (
        *head,
        f"Message-ID: <{message_id}@acme.example.org>",
        f"Subject: {CANARY} {message_id}",
        "",
        text,
    )
    return "\r\n".join(lines).encode()


async def post(address: str, body: object) -> Answer:
    """What a supporter does, which must go well."""
    answer = await call("POST", address, body)
    assert answer.status < 300, answer.text
    return answer


async def lived(fake: FakeDesk) -> str:
    """A day of Eva's: tickets, a file, mails, an answer, notes, a quote, a conference; the first ticket."""
    await put_member(fake.desk, MEMBER)
    await fake.rest()
    report = {"email": EVA, "name": NAMED, "product": f"{CANARY} 3", "kind": "error"}
    with_file = parts(
        report | {"message": f"{CANARY} stops."}, {f"{CANARY}.txt": f"{CANARY} in a file".encode()}
    )
    ticket: str = (await call("POST", "/api/intake", *with_file)).json["ticket"]
    await fake.rest()
    address = f"/api/tickets/{ticket}"
    await post(f"{address}/notes", {"author": "anna", "text": f"{CANARY} is impatient."})
    await post(f"{address}/turns/m1/material", {"author": "anna", "reason": f"{CANARY} asked well."})
    await post(
        f"{address}/answers", {"author": "anna", "text": f"Dear {NAMED}, press save.", "answers_up_to": "m1"}
    )
    await fake.rest()
    await take_mail(fake.desk, raw_mail("mailed", f"{CANARY} writes again."))
    await fake.rest()
    await take_mail(fake.desk, raw_mail("machine", f"{CANARY} is away.", EVA, "Auto-Submitted: auto-replied"))
    await _meets_and_pays(fake, report)
    await _others(fake)
    await fake.advance(timedelta(hours=5))
    return ticket


async def _meets_and_pays(fake: FakeDesk, report: dict[str, str]) -> None:
    """A conference is offered, and work is quoted."""
    asked = report | {"kind": "conference", "message": f"{CANARY} wants to talk."}
    conference: str = (await post("/api/intake", asked)).json["ticket"]
    await fake.rest()
    await post(
        f"/api/tickets/{conference}/conferences/m1/offers",
        {"author": "anna", "slots": slots(3, 5, place=f"https://teams.example.com/{CANARY}")},
    )
    quoted: str = (
        await post("/api/intake", report | {"kind": "question", "message": f"{CANARY} wants more."})
    ).json["ticket"]
    await fake.rest()
    await post(f"/api/tickets/{quoted}/quotes", QUOTE | {"text": f"For {CANARY}: a report."})
    await fake.rest()


async def _others(fake: FakeDesk) -> None:
    """Oskar's ticket, on which Eva writes and is copied, and what the vendor publishes."""
    report = {"email": OTHER, "name": "Oskar", "product": "Planner", "kind": "error", "message": OTHERS_WORDS}
    ticket: str = (await post("/api/intake", report)).json["ticket"]
    await fake.rest()
    await post(
        f"/api/tickets/{ticket}/messages", {"email": EVA, "name": NAMED, "message": f"{CANARY} has it too."}
    )
    await fake.rest()
    await post(
        f"/api/tickets/{ticket}/answers", {"author": "bo", "text": f"As {NAMED} said.", "answers_up_to": "m2"}
    )
    news = {
        "title": {"sv": "Nytt", "en": "New"},
        "text": {"sv": "Nytt.", "en": "New."},
        "products": ["planner"],
    }
    await post("/api/news", news)
    await fake.rest()


def traces(fake: FakeDesk) -> list[str]:
    """Where a word of Eva's stands: in rows, files, or mails as they came, and whose place is called so."""
    rows = [(" ".join(map(str, place)), text) for place, text in fake.store.everything().items()]
    rows += [(f"file {key}", file.content.decode("latin-1")) for key, file in fake.files.kept.items()]
    rows += [("message", message) for message in fake.queue.take()]
    return [
        f"{place}: {text[:300]}" for place, text in rows if CANARY in f"{place} {text} {_raw(text)}".lower()
    ]


def keyed(fake: FakeDesk) -> list[str]:
    """Where a key of her address stands."""
    keys = (address_key(SECRET, EVA), mailbox_key(SECRET, EVA))
    rows = (f"{' '.join(map(str, place))}: {text}" for place, text in fake.store.everything().items())
    return [row[:300] for row in rows if any(key in row for key in keys)]


def _raw(text: str) -> str:
    """What stands in a piece of a mail as it came, which is base64; "" of anything else."""
    try:
        return base64.b64decode(text, validate=True).decode("latin-1")
    except ValueError:
        return ""
