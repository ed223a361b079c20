"""What is new and what is quoted: nothing is in neither, and what is in doubt counts as new."""

from collections import Counter

import pytest

from shared.domain.incoming.incoming import IncomingMail
from shared.mail.reading import read_mail
from tests.examples.raw_mails import mixed, raw_mail

ANSWER = "Hej,\nhär är mer.\n/Eva"
QUOTE = "> Vad står det i loggen?\n>\n> Karin"
HEADS = [
    "Den tors 5 nov. 2026 kl 10:12 skrev Support <support@vendor.example.com>:",
    "Den 2026-11-05 kl. 10:12, skrev Karin Kvist:",
    "5 nov. 2026 kl. 10:12 skrev Support <support@vendor.example.com>:",
    "Den tors 5 nov. 2026 kl 10:12 skrev Support\n<support@vendor.example.com>:",
    "On Thu, Nov 5, 2026 at 10:12 AM Support <support@vendor.example.com> wrote:",
    "On Thu, Nov 5, 2026 at 10:12 AM Support\n<support@vendor.example.com> wrote:",
    "On 05/11/2026 10:12, Karin Kvist wrote:",
]
BLOCKS = [
    "Från: Support <s@vendor.example.com>\nSkickat: den 5 november 2026 10:12\nTill: Eva Ek\nÄmne: Planner",
    "From: Support <s@vendor.example.com>\nSent: Thursday, November 5, 2026 10:12 AM\nTo: Eva Ek\nSubject: x",
    "*From:* Support\n*Date:* Thursday, November 5, 2026\n*To:* Eva Ek\n*Subject:* x",
    "________________________________\nFrån: Support\nSkickat: den 5 november\nTill: Eva Ek\nÄmne: Planner",
    "-----Ursprungligt meddelande-----\nFrån: Support\nSkickat: den 5 november\nTill: Eva Ek\nÄmne: Planner",
    "-----Original Message-----\nfrom somebody",
    "-------- Originalmeddelande --------\nFrån: Support\nDatum: 2026-11-05 10:12\nTill: Eva\nRubrik: x",
]


def read_reply(body: str, subject: str = "SV: Planner stannar") -> IncomingMail:
    mail = read_mail(raw_mail(body, subject=subject, in_reply_to="<answer-1@desk.example.com>"))
    assert lines(mail.text) == lines(mail.fresh) + lines(mail.quoted)
    return mail


def lines(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("head", HEADS)
def test_an_answer_above_a_marked_quote_is_what_is_new(head: str) -> None:
    mail = read_reply(f"{ANSWER}\n\n{head}\n\n{QUOTE}\n")
    assert mail.fresh == ANSWER
    assert mail.quoted.startswith(head)


@pytest.mark.parametrize("head", HEADS)
def test_an_answer_below_a_marked_quote_is_what_is_new(head: str) -> None:
    assert read_reply(f"{head}\n{QUOTE}\n\n{ANSWER}").fresh == ANSWER


@pytest.mark.parametrize(
    "head", ["support@vendor.example.com wrote:", "Support <support@vendor.example.com> skrev:"]
)
def test_a_head_of_an_address_alone_announces_only_what_is_marked(head: str) -> None:
    assert read_reply(f"{head}\n\n{QUOTE}\n\n{ANSWER}").fresh == ANSWER
    pasted = f"{head}\n\nVad står det i loggen?"
    assert read_reply(f"{ANSWER}\n{pasted}").fresh == f"{ANSWER}\n{pasted}"


@pytest.mark.parametrize("head", [*HEADS, *BLOCKS])
def test_an_answer_above_an_unmarked_quote_is_what_is_new(head: str) -> None:
    mail = read_reply(f"{ANSWER}\n\n{head}\n\nVad står det i loggen?\n\nKarin")
    assert mail.fresh == ANSWER
    assert mail.quoted.endswith("Karin")


def test_answers_between_quoted_lines_are_what_is_new() -> None:
    mail = read_reply(f"{HEADS[0]}\n> Vad står det?\nIngenting.\n> Vilken version?\n7.1\n")
    assert mail.fresh == "Ingenting.\n7.1"


def test_answers_within_an_unmarked_quote_are_not_folded_away() -> None:
    mail = read_reply(f"Se mina svar nedan.\n\n{BLOCKS[0]}\n\nVilken version?\n7.1")
    assert mail.fresh.endswith("7.1")


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("subject", ["VB: Planner", "Fwd: Planner", "FW: Planner"])
def test_what_somebody_forwards_is_new_to_us(block: str, subject: str) -> None:
    mail = read_reply(f"Kan ni hjälpa honom?\n\n{block}\n\nPlanner stannar hos oss.", subject)
    assert mail.fresh.endswith("Planner stannar hos oss.")


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "-------- Vidarebefordrat meddelande --------",
        "Begin forwarded message:",
    ],
)
def test_what_is_forwarded_in_an_answer_is_new_to_us(mark: str) -> None:
    mail = read_reply(f"Så här skrev leverantören:\n\n{mark}\n{BLOCKS[1]}\n\nWe know of it.")
    assert mail.fresh.endswith("We know of it.")


def test_a_prompt_pasted_into_a_new_mail_is_no_quote() -> None:
    body = "Så här blir det:\n> planner.exe --fix\n> error 5\nVad gör jag?"
    mail = read_mail(raw_mail(body))
    assert (mail.fresh, mail.quoted) == (body, "")


def test_fields_pasted_into_a_mail_are_no_quote() -> None:
    body = "Formuläret visar:\nTill: Eva\nÄmne: Planner\nmen Från är tomt."
    assert read_reply(body).fresh == body


@pytest.mark.parametrize(
    "said", ["Den här texten skrev jag in:", "On this page the user wrote:", "Den 3 raden skrev Planner om:"]
)
def test_what_a_person_announces_is_no_quote(said: str) -> None:
    body = f"Hej!\n{said}\nFel 5\nVad gör jag?"
    assert read_reply(body).fresh == body


def test_a_quote_right_after_another_is_seen() -> None:
    mail = read_reply(f"{ANSWER}\n\n{HEADS[0]}\n> ett\n{HEADS[4]}\n> två")
    assert mail.fresh == ANSWER


def test_a_mail_of_nothing_but_quotes_is_new_as_a_whole() -> None:
    assert read_reply(QUOTE).fresh == QUOTE


@pytest.mark.parametrize(
    "line", ["On " * 30_000, "Den " * 30_000 + "skrev", "From: " * 20_000, "-" * 100_000, ">" * 100_000]
)
def test_lines_without_end_take_no_time(line: str) -> None:
    assert read_reply(f"{ANSWER}\n{line}").fresh.startswith("Hej,")


def test_quotes_in_html_are_folded_as_those_in_text() -> None:
    page = (
        "<div>Det hjälpte inte.</div><div class='gmail_quote'>"
        "<div>Den tors 5 nov. 2026 kl 10:12 skrev Support"
        " &lt;support@vendor.example.com&gt;:<br></div><blockquote class='gmail_quote'><p>Starta om.</p>"
        "<blockquote type='cite'>Planner stannar</blockquote></blockquote></div><div>Hälsningar, Eva</div>"
    )
    mail = read_mail(
        raw_mail(page, content_type="text/html; charset=utf-8", in_reply_to="<answer-1@desk.example.com>")
    )
    assert [line for line in mail.fresh.split("\n") if line] == ["Det hjälpte inte.", "Hälsningar, Eva"]
    assert "> Starta om." in mail.quoted
    assert ">> Planner stannar" in mail.quoted


FORWARDED = (
    "Content-Type: message/rfc822\n\nFrom: Bo Berg <bo@other.example.org>\nTo: eva@member.example.se\n"
    "Subject: Fel i Planner\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=inner\n\n"
    "--inner\n\nPlanner stannar hos mig.\n--inner\nContent-Type: image/png; name=fel.png\n"
    "Content-Transfer-Encoding: base64\n\niVBORw==\n--inner--\n"
)


def test_a_mail_that_came_attached_is_new_and_its_sender_not_ours() -> None:
    mail = read_mail(mixed("\nSe bifogat.", FORWARDED))
    assert (mail.sender, mail.subject) == ("eva@member.example.se", "Planner stannar")
    for said in ("Se bifogat.", "From: Bo Berg <bo@other.example.org>", "Planner stannar hos mig."):
        assert said in mail.fresh
    assert [(each.name, each.content) for each in mail.files] == [("fel.png", b"\x89PNG")]
    assert mail.quoted == ""


def test_an_attached_mail_that_was_encoded_against_the_rules_is_read() -> None:
    inner = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    coded = "RnJvbTogYm9Ab3RoZXIuZXhhbXBsZS5vcmcNClN1YmplY3Q6IEZlbA0KDQpEZXQgc3Rhbm5hci4NCg==\n"
    mail = read_mail(mixed("\nSe bifogat.", inner + coded))
    assert "Det stannar." in mail.fresh
    assert "Subject: Fel" in mail.fresh
