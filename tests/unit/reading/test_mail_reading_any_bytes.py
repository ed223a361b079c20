"""Whatever the bytes: a mail is read without an error, can be stored, and no line of it is lost."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.incoming.incoming import Automatic, IncomingMail
from shared.mail.reading import read_mail
from shared.mail.reading.text.cleaning import clean_text
from tests.examples.raw_mails import bounce, mixed, raw_mail

UNFORESEEN = "could not be read: it is shown"
SEEDS = [
    raw_mail(
        "Hej,\ndet går inte.\n\nOn Thu, Nov 5, 2026, Support wrote:\n> Hur?\n",
        in_reply_to="<a@b.example.org>",
    ),
    raw_mail(
        "<p>Hej <b>då</b></p><blockquote type=cite>x</blockquote>", content_type="text/html; charset=utf-8"
    ),
    bounce("Final-Recipient: rfc822; eva@member.example.se", "Action: failed", "Status: 5.1.1"),
    mixed(
        "Content-Type: text/plain; charset=iso-8859-1; format=flowed\n"
        "Content-Transfer-Encoding: quoted-printable\n\nH=E4r\n",
        "Content-Type: text/html\n\n<p>Här",
        "Content-Type: message/rfc822\n\nFrom: bo@other.example.org\nSubject: =?utf-8?q?a=C3=A5?=\n\nInre.\n",
        "Content-Type: application/ms-tnef; name=winmail.dat\n"
        "Content-Transfer-Encoding: base64\n\neJ8+IgAA\n",
        "Content-Type: image/png; name*=utf-8''f%C3%A5.png\nContent-Transfer-Encoding: base64\n\niVBORw==\n",
        authentication_results="mx; dmarc=pass header.from=member.example.se",
    ),
    mixed("\nPlain.", "Content-Type: text/html\n\n<p>Plain.", kind="alternative"),
]
PIECES = st.sampled_from(
    [
        *(
            b"\r\n",
            b"\n\n",
            b"\r",
            b"\0",
            b"--cut",
            b"--cut--",
            b"\xff\xfe",
            b"=?utf-8?b?",
            b"?=",
            b";",
            b'"',
            b"(",
            b"<",
            b">",
        ),
        *(
            b"Content-Type: ",
            b"multipart/mixed; boundary=cut",
            b"message/rfc822",
            b"text/html",
            b"charset=utf-16",
            b" ",
        ),
        *(
            b"From: ",
            b"Subject: ",
            b"Content-Transfer-Encoding: base64\r\n",
            b"name*0*=",
            b"x" * 3000,
            b"=\r\n",
            b"<div>",
        ),
    ]
)
CHANGE = st.tuples(st.integers(0, 2000), st.integers(0, 80), st.one_of(PIECES, st.binary(max_size=12)))


def lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip())


def must_hold(mail: IncomingMail) -> None:
    """The mail can be stored as it is, and its text stands in its two halves."""
    assert UNFORESEEN not in mail.unreadable
    assert lines(mail.text) == lines(mail.fresh) + lines(mail.quoted)
    for words in (
        mail.text,
        mail.fresh,
        mail.quoted,
        mail.subject,
        mail.sender_name,
        mail.sender,
        mail.unreadable,
    ):
        assert words.encode().decode() == words
        assert "\0" not in words
    for words in (
        mail.subject,
        mail.sender,
        mail.message_id,
        mail.reply_to,
        *mail.recipients,
        *mail.references,
    ):
        assert "\n" not in words
        assert "\r" not in words
    assert mail.report is None or Automatic.DELIVERY_REPORT in (mail.automatic, mail.set_form)


@settings(max_examples=200)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read(raw: bytes) -> None:
    must_hold(read_mail(raw, trusted="mx"))


@settings(max_examples=300)
@given(st.sampled_from(SEEDS), st.lists(CHANGE, min_size=1, max_size=8))
def test_a_good_mail_changed_anywhere_is_read(raw: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    for at, removed, put in changes:
        place = at % (len(raw) + 1)
        raw = raw[:place] + put + raw[place + removed :]
    must_hold(read_mail(raw, trusted="mx"))


@settings(max_examples=100)
@given(st.sampled_from(SEEDS), st.lists(PIECES, max_size=40))
def test_a_mail_of_the_pieces_of_mails_is_read(raw: bytes, pieces: list[bytes]) -> None:
    must_hold(read_mail(b"".join(pieces) + raw))


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.booleans())
def test_no_line_of_a_plain_text_is_lost(text: str, reply: bool) -> None:  # noqa: FBT001 - drawn
    mail = read_mail(
        raw_mail(
            text, content_type="text/plain; charset=utf-8", in_reply_to="<a@b.example.org>" if reply else None
        )
    )
    must_hold(mail)
    assert lines(mail.text) == lines(clean_text(text))


WRITTEN = st.lists(
    st.text(st.sampled_from("abcåäö ,.!?0123456789-"), min_size=1, max_size=60).filter(
        lambda line: line.strip(" -")
    ),
    min_size=1,
    max_size=12,
)
HEADS = st.sampled_from(
    [
        "On Thu, Nov 5, 2026 at 10:12 AM Support <s@vendor.example.com> wrote:",
        "Den tors 5 nov. 2026 kl 10:12 skrev Support <s@vendor.example.com>:",
        "-----Ursprungligt meddelande-----",
        "From: Support\nSent: today\nTo: Eva\nSubject: x",
        "",
    ]
)


@settings(max_examples=200)
@given(WRITTEN, HEADS, WRITTEN, st.booleans())
def test_what_is_written_above_a_quote_is_new(
    above: list[str],
    head: str,
    below: list[str],
    marked: bool,  # noqa: FBT001 - drawn
) -> None:
    quote = "\n".join(f"> {line}" if marked else line for line in below)
    mail = read_mail(raw_mail("\n".join([*above, "", head, quote]), subject="SV: Planner"))
    must_hold(mail)
    assert not lines("\n".join(above)) - lines(mail.fresh)


@settings(max_examples=200)
@given(WRITTEN, HEADS, WRITTEN)
def test_what_is_written_below_a_marked_quote_is_new(quoted: list[str], head: str, below: list[str]) -> None:
    quote = "\n".join(f"> {line}" for line in quoted)
    attribution = head if head.endswith(":") else ""
    mail = read_mail(raw_mail("\n".join([attribution, quote, "", *below]), subject="SV: Planner"))
    must_hold(mail)
    assert not lines("\n".join(below)) - lines(mail.fresh)
