"""Every charset, encoding and form of text is read; what is broken is kept and said."""

import base64
import quopri

import pytest

from shared.mail.reading import read_mail
from tests.examples.raw_mails import mixed, raw_mail

SWEDISH = "Hej! Planner går inte att öppna på datorn.\nÅterkom gärna."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "iso-8859-15", "cp850"])
def test_text_is_read_in_the_charset_that_it_names(charset: str) -> None:
    mail = read_mail(raw_mail(SWEDISH.encode(charset), content_type=f"text/plain; charset={charset}"))
    assert (mail.text, mail.unreadable) == (SWEDISH, "")


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("iso-2022-jp", "予定表"),
        ("koi8-r", "Привет"),
        ("gb2312", "你好 镕"),
        ("shift_jis", "①予定"),
        ("big5", "你好"),
    ],
)
def test_text_of_the_world_is_read(charset: str, words: str) -> None:
    written = words.encode({"gb2312": "gb18030", "shift_jis": "cp932"}.get(charset, charset))
    assert read_mail(raw_mail(written, content_type=f'text/plain; charset="{charset}"')).text == words


@pytest.mark.parametrize("charset", ["x-unknown-charset", "base64", "punycode", "idna", "rot13"])
def test_an_unknown_charset_is_read_all_the_same_and_said(charset: str) -> None:
    mail = read_mail(raw_mail(SWEDISH.encode(), content_type=f"text/plain; charset={charset}"))
    assert (mail.sender, mail.text) == ("eva@member.example.se", SWEDISH)
    assert "was read as utf-8" in mail.unreadable


def test_a_charset_with_a_nul_in_its_name_stops_nothing() -> None:
    mail = read_mail(raw_mail(SWEDISH.encode(), content_type="text/plain; charset=utf-8\0"))
    assert (mail.sender, mail.text) == ("eva@member.example.se", SWEDISH)


def test_western_text_that_calls_itself_utf8_keeps_its_letters() -> None:
    mail = read_mail(raw_mail(SWEDISH.encode("cp1252"), content_type="text/plain; charset=utf-8"))
    assert mail.text == SWEDISH
    assert mail.unreadable == "text said to be in utf-8 was read as cp1252"


@pytest.mark.parametrize("declared", [None, "text/plain", "text/plain; charset=us-ascii"])
def test_undeclared_utf8_is_read_without_a_word(declared: str | None) -> None:
    mail = read_mail(raw_mail(SWEDISH.encode(), content_type=declared))
    assert (mail.text, mail.unreadable) == (SWEDISH, "")


def test_utf16_without_a_mark_is_seen() -> None:
    mail = read_mail(raw_mail("Hej, det går inte".encode("utf-16-le"), content_type="text/plain"))
    assert mail.text == "Hej, det går inte"


def test_quoted_printable_and_base64_are_decoded() -> None:
    printable = quopri.encodestring(SWEDISH.encode())
    coded = base64.encodebytes(SWEDISH.encode())
    for body, encoding in ((printable, "quoted-printable"), (coded, "base64"), (coded, "BASE64 (sic)")):
        raw = raw_mail(body, content_type="text/plain; charset=utf-8", content_transfer_encoding=encoding)
        assert read_mail(raw).text == SWEDISH


def test_broken_base64_is_kept_as_far_as_it_goes_and_said() -> None:
    coded = base64.encodebytes(SWEDISH.encode()).replace(b"\n", b"")[:-7] + b"*\xff!"
    raw = raw_mail(coded, content_type="text/plain; charset=utf-8", content_transfer_encoding="base64")
    mail = read_mail(raw)
    assert mail.text.startswith("Hej! Planner går inte")
    assert "base64" in mail.unreadable


def test_words_below_base64_and_words_that_only_say_they_are_base64_are_kept() -> None:
    coded = base64.encodebytes(SWEDISH.encode()).decode()
    for body, said in (
        (f"{coded}\n_____\nSent to the list", "Sent to the list"),
        ("Hej du,\ndet är sant", "Hej du"),
    ):
        raw = raw_mail(body, content_type="text/plain; charset=utf-8", content_transfer_encoding="base64")
        assert said in read_mail(raw).text


def test_broken_quoted_printable_is_kept() -> None:
    raw = raw_mail("Hej =ZZ och =C3", content_type="text/plain", content_transfer_encoding="quoted-printable")
    assert "Hej =ZZ och" in read_mail(raw).text


def test_an_unknown_encoding_is_shown_as_sent_and_said() -> None:
    mail = read_mail(raw_mail("Hej!", content_transfer_encoding="x-secret"))
    assert mail.text == "Hej!"
    assert "x-secret" in mail.unreadable


def test_nuls_controls_and_every_line_end_become_plain_lines() -> None:
    mail = read_mail(raw_mail(b"ett\0\r\ntv\xc3\xa5\rtre\x0bfyra\x1b[0m\xe2\x80\xa8fem"))
    assert mail.text == "ett\ntvå\ntre\nfyra[0m\nfem"


def test_flowed_lines_are_joined_and_their_quotes_kept() -> None:
    body = "Det här är \nen enda rad.\n> citerat \n> som flyter\n>> djupare\n  stoppad\n-- \nEva"
    mail = read_mail(raw_mail(body, content_type="text/plain; charset=utf-8; format=flowed"))
    assert mail.text == "Det här är en enda rad.\n> citerat som flyter\n>> djupare\n stoppad\n-- \nEva"


def test_flowed_lines_lose_their_space_where_that_is_said() -> None:
    mail = read_mail(
        raw_mail("予定 \n表", content_type="text/plain; charset=utf-8; format=flowed; delsp=yes")
    )
    assert mail.text == "予定表"


def test_of_two_versions_the_plain_one_is_taken() -> None:
    mail = read_mail(
        mixed("\nPlain words.", "Content-Type: text/html\n\n<p>Rich <b>words</b>.", kind="alternative")
    )
    assert (mail.text, mail.files) == ("Plain words.", ())


def test_of_two_versions_the_rich_one_is_taken_where_the_plain_one_says_nothing() -> None:
    rich = "Content-Type: text/html\n\n<p>Rich words.</p>"
    assert read_mail(mixed("\n \n", rich, kind="alternative")).text == "Rich words."


def test_a_plain_version_that_only_points_at_the_rich_one_hides_nothing() -> None:
    rich = f"Content-Type: text/html\n\n<p>{'The printer module stops. ' * 20}</p>"
    text = read_mail(mixed("\nYour mail program shows no HTML.", rich, kind="alternative")).text
    assert text.count("The printer module stops.") == 20
    assert "shows no HTML" in text


def test_html_alone_becomes_text_with_its_links_and_pictures_named() -> None:
    page = (
        "<html><head><title>x</title><style>p {color: red}</style></head><body><p>Hej &aring;sa,</p>"
        '<ul><li>ett</li><li>två</li></ul><p>Se <a href="https://example.com/fel?id=1">felet</a>'
        '<img src="cid:1" alt="skärmbild"></p><script>alert(1)</script></body></html>'
    )
    text = read_mail(raw_mail(page, content_type="text/html; charset=utf-8")).text
    for said in ("Hej åsa,", "ett", "två", "felet <https://example.com/fel?id=1>", "[skärmbild]"):
        assert said in text
    assert "color" not in text
    assert "alert" not in text


@pytest.mark.parametrize(
    "page", ["<" * 5000, "<div>" * 3000 + "Hej", "<!--" * 3000, "a\0b", "<p>Hej\ue000</p>"]
)
def test_html_that_no_browser_writes_is_read(page: str) -> None:
    mail = read_mail(raw_mail(page, content_type="text/html; charset=utf-8"))
    assert ("Hej" in mail.text) == ("Hej" in page)


def test_texts_between_files_stand_one_after_the_other() -> None:
    file = "Content-Type: text/x-log\nContent-Disposition: attachment; filename=a.log\n\nlog"
    mail = read_mail(mixed("\nFirst.", file, "\nSecond."))
    assert mail.text == "First.\n\nSecond."
    assert [each.name for each in mail.files] == ["a.log"]


def test_a_multipart_that_has_no_parts_is_shown_as_text() -> None:
    raw = raw_mail("Hej, jag är bara text.", content_type='multipart/mixed; boundary="never"')
    assert read_mail(raw).text == "Hej, jag är bara text."


def test_a_multipart_that_names_no_boundary_is_shown_as_text() -> None:
    assert read_mail(raw_mail("Hej!", content_type="multipart/mixed")).text == "Hej!"


def test_a_multipart_that_never_ends_keeps_its_last_part() -> None:
    raw = raw_mail("--cut\n\nFirst.\n--cut\n\nSecond, cut o", content_type='multipart/mixed; boundary="cut"')
    assert read_mail(raw).text == "First.\n\nSecond, cut o"


def test_what_is_sealed_and_cannot_be_read_is_kept_in_the_mail_and_said() -> None:
    raw = raw_mail(
        "AAAA", content_type="application/pkcs7-mime; name=smime.p7m", content_transfer_encoding="base64"
    )
    mail = read_mail(raw)
    assert mail.files == ()
    assert "kept whole, as it came" in mail.unreadable


def test_a_signature_is_no_file_of_its_writer() -> None:
    seal = "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nAAAA"
    mail = read_mail(mixed("\nHej!", seal, kind='signed; protocol="application/pkcs7-signature"'))
    assert (mail.text, mail.files) == ("Hej!", ())
