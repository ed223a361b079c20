"""By mail alone, over the real SMTP port: replies are built from mail files, as mail programs build them."""

import email
import smtplib
from email.message import EmailMessage
from email.policy import default
from typing import Any

import httpx
import pytest

from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.examples.file_examples import PDF, PROGRAM
from tests.examples.running_stack import JUDGE, StackUnderTest

ANNA = "anna@vendor.example.com"
DESK = "support@vendor.example.com"


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner, for which Rune is responsible."""
    made = MemberAtTheDesk(stack, "looper")
    body = {
        "name": "Looper",
        "language": "sv",
        "owner": {"address": "owner@looper.example.org"},
        "domains": ["looper.example.org"],
        "subscriptions": [{"product": "planner", "since": "2020-01-01T00:00:00Z"}],
        "seats": [{"product": "planner", "address": "rune@looper.example.org", "name": "Rune"}],
    }
    assert stack.keyed.put("/api/members/looper", json=body, headers={"If-Match": "*"}).status_code in {
        200,
        201,
    }
    stack.rest()
    return made


def send(member: MemberAtTheDesk, message: EmailMessage) -> None:
    """A mail program sends it through the mail port; everything that it causes happens."""
    with smtplib.SMTP(*member.stack.running.smtp, timeout=30) as server:
        server.send_message(message)
    member.stack.rest()


def mail_file(member: MemberAtTheDesk, to: str) -> EmailMessage:
    """The last mail to this address, downloaded from the catcher and opened."""
    number = member.stack.mails(to=to)[-1]["number"]
    got = httpx.get(f"{member.stack.running.mails}/api/mails/{number}.eml", trust_env=False)
    message = email.message_from_bytes(got.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """Its plain text."""
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())


def asks(member: MemberAtTheDesk, name: str) -> EmailMessage:
    """A user of the member reports an error, with two files."""
    message = EmailMessage()
    message["From"] = f"Eva Ek <{member.email}>"
    message["To"] = DESK
    message["Subject"] = "Fel: Veckoplan stannar"
    message["Message-ID"] = f"<{name}@looper.example.org>"
    message.set_content("Veckovyn är tom.\n\n-- \nEva")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="bild.pdf")
    message.add_attachment(PROGRAM, maintype="application", subtype="octet-stream", filename="hjälp.exe")
    return message


def reply(to: EmailMessage, sender: str, words: str, name: str, *, below: bool = False) -> EmailMessage:
    """As mail programs answer a mail (RFC 5322, 3.6.4): where it says, under it, the quote above or below."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to["Reply-To"]
    message["Subject"] = f"Re: {to['Subject']}"
    message["Message-ID"] = f"<{name}@pc.example.org>"
    message["In-Reply-To"] = to["Message-ID"]
    message["References"] = " ".join(filter(None, [to["References"], to["Message-ID"]]))
    lines = text_of(to).splitlines()
    quote = "\n".join(["support@vendor.example.com wrote:", "", *(f"> {line}" for line in lines)])
    message.set_content(f"{quote}\n\n{words}" if below else f"{words}\n\n{quote}")
    return message


def ticket_of(member: MemberAtTheDesk, told: EmailMessage) -> str:
    """The ticket's reference, as a supporter finds it by the code in the subject."""
    code = str(told["Subject"]).split("[")[1].split("]")[0]
    (found,) = member.stack.keyed.get("/api/queue", params={"code": code}).json()["tickets"]
    return str(found["ticket"])


def clocks(member: MemberAtTheDesk, ticket: str) -> list[tuple[Any, ...]]:
    return [(each["state"], each["how"]) for each in member.view(ticket)["clocks"]]


@pytest.mark.parametrize("below", [False, True], ids=["above", "below"])
def test_a_matter_is_opened_answered_and_taken_up_again_by_mail_alone(
    member: MemberAtTheDesk,
    below: bool,  # noqa: FBT001 - a row of the table
) -> None:
    name = f"matter-{below}"
    send(member, asks(member, name))
    notice = mail_file(member, ANNA)
    ticket = ticket_of(member, notice)
    (turn,) = member.view(ticket)["turns"]
    assert ([each["name"] for each in turn["files"]], turn["refused_files"]) == (["bild.pdf"], ["hjälp.exe"])
    send(member, reply(notice, f"Anna <{ANNA}>", "Tryck på Spara.", f"answer-{name}", below=below))

    answer = mail_file(member, member.email)
    assert text_of(answer).startswith("Tryck på Spara.")
    assert answer["In-Reply-To"] == answer["References"] == f"<{name}@looper.example.org>"
    assert [each.addr_spec for each in answer["Cc"].addresses] == ["rune@looper.example.org"]
    assert clocks(member, ticket) == [("met", "answer")]

    send(member, reply(answer, member.email, "Månadsvyn då?", f"more-{name}", below=below))
    seen = member.view(ticket)
    assert [each["text"] for each in seen["turns"]][1:] == ["Månadsvyn då?"]
    assert clocks(member, ticket) == [("met", "answer"), ("running", None)]
    assert instant(seen["clocks"][1]["due"]) == instant(seen["turns"][1]["received"]) + DAY

    send(member, reply(mail_file(member, ANNA), f"Anna <{ANNA}>", "Också Spara.", f"again-{name}"))
    second = mail_file(member, member.email)
    assert second["In-Reply-To"] == f"<more-{name}@pc.example.org>"
    assert str(second["Subject"]).count("[") == 1
    assert clocks(member, ticket) == [("met", "answer"), ("met", "answer")]


def new_mail(sender: str, subject: str, name: str, verdict: str = "pass") -> EmailMessage:
    """A mail that answers none of the desk's, as the receiving service has judged it."""
    message = EmailMessage()
    message["Authentication-Results"] = f"{JUDGE}; dmarc={verdict} header.from={sender.rpartition('@')[2]}"
    message["From"] = sender
    message["To"] = DESK
    message["Subject"] = subject
    message["Message-ID"] = f"<{name}@pc.example.org>"
    message.set_content("Jo, gärna.")
    return message


def test_a_new_mail_that_quotes_a_tickets_reference(member: MemberAtTheDesk) -> None:
    """That ticket's turn, where it comes from its requester's address and the receiving service vouches.

    From anybody else a ticket of its own.
    """
    send(member, asks(member, "quoted"))
    ticket = ticket_of(member, mail_file(member, ANNA))
    spelled = f"Ärende {ticket[:4]}-{ticket[4:8]}-{ticket[8:12]}-{ticket[12:]}".upper()
    for _ in range(2):
        send(member, new_mail(member.email, spelled, "yes"))
    assert [each["text"] for each in member.view(ticket)["turns"]][1:] == ["Jo, gärna."]
    colleague = "rune@looper.example.org"
    for sender, verdict in ((colleague, "pass"), (member.email, "none"), (member.email, "fail")):
        send(member, new_mail(sender, ticket, f"{verdict}-{sender[:4]}", verdict))
        assert ticket_of(member, mail_file(member, ANNA)) != ticket
    assert len(member.view(ticket)["turns"]) == 2
