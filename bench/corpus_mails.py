"""Finds the mails among a package's files, and what the standard library alone reads of each."""

import email
import re
from collections.abc import Iterator
from pathlib import Path

NO_MAILS = {
    *(
        ".py",
        ".pyc",
        ".pl",
        ".pm",
        ".t",
        ".c",
        ".cc",
        ".cpp",
        ".h",
        ".go",
        ".js",
        ".php",
        ".sh",
        ".el",
        ".rst",
    ),
    *(
        ".md",
        ".xml",
        ".po",
        ".mo",
        ".pot",
        ".ui",
        ".json",
        ".yml",
        ".3pm",
        ".in",
        ".am",
        ".css",
        ".tree",
        ".html",
    ),
}
_HEAD = re.compile(rb"\A\s*(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
_KNOWN = re.compile(
    rb"^(from|to|subject|received|return-path|mime-version|message-id|date|content-type|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MAILBOX = re.compile(rb"^(?=From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} .*\d\d:\d\d.*$)", re.MULTILINE)
_WORD = re.compile(rb"(?<![\x80-\xffA-Za-z0-9=_])[A-Za-z]{4,}(?![\x80-\xffA-Za-z0-9=_])")


def mails_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each mail below the folder with its file's name; mailboxes are taken apart."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.suffix.lower() not in NO_MAILS:
            for raw in _taken_apart(file.read_bytes()):
                if _is_mail(raw):
                    yield file.name, raw


def _taken_apart(raw: bytes) -> list[bytes]:
    return [each for each in _MAILBOX.split(raw) if each.strip()] if raw.startswith(b"From ") else [raw]


def _is_mail(raw: bytes) -> bool:
    """It begins with a header, and has two at least that mails have."""
    return _HEAD.match(raw) is not None and len(_KNOWN.findall(raw[:8_000])) > 1


def words_by_library(raw: bytes) -> set[bytes]:
    """The plain words (ASCII, four letters at least) of the plain texts, as the library decodes them.

    What it says it cannot decode is left out: it joins the lines then.
    """
    words: set[bytes] = set()
    for part in email.message_from_bytes(raw).walk():
        if part.get_content_type() == "text/plain":
            written = part.get_payload(decode=True)
            if isinstance(written, bytes) and not part.defects:
                words.update(_WORD.findall(written))
    return words


def plain_words(text: str) -> set[bytes]:
    """The same words of a text that has been read."""
    return set(_WORD.findall(text.encode()))
