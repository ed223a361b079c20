"""However large, deep or broken a mail is, it is read in bounded time, and what is cut is said."""

import base64
import time

import pytest

from shared.mail.reading import read_mail
from shared.mail.reading.headers.lenient_policy import read_header
from shared.mail.reading.parts.bounds import MOST_TAKEN_APART, Bounds
from shared.mail.reading.parts.contents import Contents
from shared.mail.reading.parts.gathering import gather
from shared.mail.reading.parts.message_tree import message_of_bytes
from shared.mail.reading.text import quoting
from shared.mail.reading.text.notes import Notes
from tests.examples.raw_mails import mixed, parts, raw_mail

SECONDS = 20
"""CPU time that the worst mail of a megabyte may take on a slow and busy machine; here it is five at most.

What this finds takes minutes: time by the square of a length.
"""


def nested(depth: int, kind: str = "mixed") -> bytes:
    head = b"".join(
        f'Content-Type: multipart/{kind}; boundary="b{level}"\r\n\r\n--b{level}\r\n'.encode()
        for level in range(depth)
    )
    return b"From: eva@member.example.se\r\nSubject: Djupt\r\n" + head + b"\r\nDet innersta."


@pytest.mark.parametrize("kind", ["mixed", "alternative", "related", "report"])
@pytest.mark.parametrize("depth", [5, 24])
def test_parts_within_parts_are_read(depth: int, kind: str) -> None:
    mail = read_mail(nested(depth, kind))
    assert "Det innersta." in mail.text
    assert mail.unreadable == ""


@pytest.mark.parametrize("depth", [60, 400, 3000])
def test_parts_nested_too_deep_are_said(depth: int) -> None:
    mail = read_mail(nested(depth))
    assert (mail.sender, mail.subject) == ("eva@member.example.se", "Djupt")
    assert "too many parts" in mail.unreadable


def test_of_very_many_parts_the_first_are_read() -> None:
    mail = read_mail(mixed(*[f"\nText {number}." for number in range(1000)]))
    assert mail.text.startswith("Text 0.")
    assert "too many parts" in mail.unreadable


TINY = 100_000
HEADLESS = "multipart/mixed; boundary="
SWARMS = {
    "parts": (f"{HEADLESS}b", "--b\n\na\n"),
    "parts of a boundary that is written in pieces": (f"{HEADLESS[:-1]}*0=b; boundary*1=c", "--bc\n\na\n"),
    "parts of a boundary with an escaped mark": (f'{HEADLESS}"b\\"c"', '--b"c\n\na\n'),
    "mails": ("multipart/digest; boundary=b", "--b\n\nSubject: x\n\na\n"),
    "blocks of a report": ("message/delivery-status", "A: b\n\n"),
    "empty blocks of a report": ("message/delivery-status", "\n"),
}


@pytest.mark.parametrize("swarm", SWARMS)
def test_of_a_hundred_thousand_tiny_parts_few_are_taken_apart(swarm: str) -> None:
    kind, part = SWARMS[swarm]
    bounds = Bounds(Notes())
    message = message_of_bytes(raw_mail(part * TINY, content_type=kind), bounds)
    assert len(list(message.walk())) <= MOST_TAKEN_APART < TINY
    assert bounds.taken_apart == MOST_TAKEN_APART + 1
    assert str(bounds.notes) == "the mail has too many parts: some are not shown"


def test_of_a_hundred_thousand_tiny_parts_the_head_and_the_first_are_read() -> None:
    mail = read_mail(mixed("\nDet första.", *["\na"] * TINY))
    assert mail.text.startswith("Det första.\n\na")
    assert (mail.sender, mail.subject) == ("eva@member.example.se", "Planner stannar")
    assert mail.unreadable == "the mail has too many parts: some are not shown"


def test_parts_are_counted_together_whatever_mail_of_a_mail_they_are_in() -> None:
    swarm = base64.encodebytes(mixed(*["\na"] * 500)).decode()
    inner = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{swarm}"
    bounds = Bounds(Notes())
    gather(message_of_bytes(mixed(*[inner] * 100), bounds), Contents(bounds))
    assert bounds.taken_apart <= MOST_TAKEN_APART + 100


def test_as_many_parts_as_are_taken_apart_are_no_more_than_a_mail_may_have() -> None:
    bounds = Bounds(Notes())
    blocks = "\n\n".join(["Status: 5.1.1"] * (MOST_TAKEN_APART - 2))
    message_of_bytes(raw_mail(blocks, content_type="message/delivery-status"), bounds)
    assert bounds.taken_apart <= MOST_TAKEN_APART
    assert str(bounds.notes) == ""


def test_a_header_is_read_a_few_times_at_most_however_often_it_is_asked_for() -> None:
    raw = mixed(*[f"Content-Type: text/plain; a={number}{'; a*0=b' * 240}\n\nx" for number in range(100)])
    read_header.cache_clear()
    assert read_mail(raw).text.count("x") == 100
    assert read_header.cache_info().misses < 400


def test_mails_within_mails_are_read_as_deep_as_parts() -> None:
    raw = raw_mail("Det innersta.")
    for _ in range(10):
        raw = mixed("\nSe nedan.", b"Content-Type: message/rfc822\r\n\r\n" + raw)
    mail = read_mail(raw)
    assert mail.text.count("Se nedan.") == 10
    assert "Det innersta." in mail.fresh


def test_a_huge_header_is_cut_and_said() -> None:
    mail = read_mail(raw_mail(subject="Planner " + "x" * 200_000, x_trace="y" * 200_000))
    assert mail.subject.startswith("Planner x")
    assert len(mail.subject) < 40_000
    assert "the header Subject is too long and was cut" in mail.unreadable
    assert mail.text == "Hej!"


def test_very_many_recipients_are_bounded() -> None:
    everybody = ", ".join(f"Person {number} <p{number}@member.example.se>" for number in range(5000))
    recipients = read_mail(raw_mail(to=everybody)).recipients
    assert recipients[:2] == ("p0@member.example.se", "p1@member.example.se")
    assert len(recipients) == 200


MEGABYTE = 1_000_000
WORST = {
    "empty lines": raw_mail("\n" * MEGABYTE),
    "empty lines in nested parts": nested(50) + b"\n" * MEGABYTE,
    "quotation marks for a sender": raw_mail(**{"from": '"' * 30_001, "to": '"' * 30_001}),
    "many senders": raw_mail(**{"from": "\r\nFrom: ".join(["a,b," * 400] * 500)}),
    "encoded words": raw_mail(subject="=?utf-8?q?a?= " * 70_000),
    "open brackets": raw_mail(**{"from": "(" * MEGABYTE, "authentication_results": "(" * MEGABYTE}),
    "results": raw_mail(authentication_results="mx;" + "dkim=pass header.d=a;" * 50_000),
    "quotes": raw_mail("> a\n" * (MEGABYTE // 4), in_reply_to="<a@b.example.org>"),
    "heads": raw_mail("On x wrote:\n" * (MEGABYTE // 12), in_reply_to="<a@b.example.org>"),
    "fields": raw_mail("From: a\n" * (MEGABYTE // 8), in_reply_to="<a@b.example.org>"),
    "a line": raw_mail("On " * (MEGABYTE // 3), in_reply_to="<a@b.example.org>"),
    "tags": raw_mail("<" * MEGABYTE, content_type="text/html"),
    "scripts": raw_mail("<script>" * (MEGABYTE // 8), content_type="text/html"),
    "comments": raw_mail("<!--" * (MEGABYTE // 4), content_type="text/html"),
    "tables": raw_mail("<table><tr><td>" * (MEGABYTE // 15), content_type="text/html"),
    "cells": raw_mail("<table>" + "<tr><td>a<td>b" * (MEGABYTE // 15), content_type="text/html"),
    "quoted blocks": raw_mail("<blockquote type=cite>a" * (MEGABYTE // 23), content_type="text/html"),
    "links": raw_mail("<a href='http://a.example.org'>" * (MEGABYTE // 31), content_type="text/html"),
    "a bounce of addresses": raw_mail(
        "a@b.example.org " * (MEGABYTE // 16), **{"from": "mailer-daemon@x.example.org"}
    ),
    "a bounce of letters": raw_mail("a" * MEGABYTE, **{"from": "mailer-daemon@x.example.org"}),
    "a bounce of fields": raw_mail(
        "Status: 5.\n" * (MEGABYTE // 11), **{"from": "mailer-daemon@x.example.org"}
    ),
    "base64 of nothing": raw_mail("=" * MEGABYTE, content_transfer_encoding="base64"),
    "alternatives": mixed(*["Content-Type: text/html\n\n" + "<b>a" * 800] * 250, kind="alternative"),
    "flowed": raw_mail("a \n" * (MEGABYTE // 3), content_type="text/plain; format=flowed"),
    "parameters": raw_mail(content_type="text/plain" + "; a*0=b" * (MEGABYTE // 7)),
}


@pytest.mark.parametrize("worst", WORST)
def test_no_mail_takes_long(worst: str) -> None:
    began = time.process_time()
    mail = read_mail(WORST[worst], trusted="mx")
    assert time.process_time() - began < SECONDS
    assert "could not be read: it is" not in mail.unreadable


def test_a_report_within_alternatives_within_a_mail_is_read() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=in\r\n\r\n" + parts("\nEtt.", "\nTvå.", boundary="in")
    assert read_mail(mixed(inner, kind="alternative")).text == "Ett.\n\nTvå."


@pytest.mark.parametrize(("line", "quoted"), [("> q", True), ("And more.", False)])
def test_of_very_many_lines_those_not_looked_at_are_what_the_last_was(line: str, *, quoted: bool) -> None:
    text = "\n".join(["New.", *[line] * quoting.MOST_LINES, "> the last", "one"])
    parted = quoting.part_quotes(text, reply=True)
    assert parted.fresh == ("New." if quoted else text)
    assert parted.quoted.endswith("> the last\none") == quoted
    assert len(parted.fresh) + len(parted.quoted) + int(quoted) == len(text)


def test_a_mail_of_fifteen_megabytes_of_empty_quotes_is_read_in_bounded_time() -> None:
    started = time.process_time()
    mail = read_mail(raw_mail(b">\r\n" * 5_000_000))
    assert mail.text
    assert time.process_time() - started < SECONDS
