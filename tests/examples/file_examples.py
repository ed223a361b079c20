"""Files of every sort that is taken, as small as they can be, and some that are not what they say."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from shared.domain.facts.files import GivenFile

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PROGRAM = b"MZ\x90\x00\x03" + bytes(200)
_OPEN = "application/vnd.oasis.opendocument"


def archive(*parts: str, mimetype: str = "") -> bytes:
    """A ZIP file with these parts; ``mimetype`` as the first of them, as OpenDocument has it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in {
            **({"mimetype": mimetype} if mimetype else {}),
            **dict.fromkeys(parts, "x"),
        }.items():
            file.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


DOCX = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
GOOD: Mapping[str, tuple[bytes, str]] = {
    "manual.pdf": (PDF, "application/pdf"),
    "screen.png": (PNG, "image/png"),
    "photo.JPG": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40), "image/jpeg"),
    "photo.jpeg": (b"\xff\xd8\xff\xdb" + bytes(40), "image/jpeg"),
    "moving.gif": (b"GIF89a" + bytes(40), "image/gif"),
    "small.webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40), "image/webp"),
    "notes.txt": ("Hej på dig!\r\n".encode("cp1252"), "text/plain"),
    "wide.txt": ("Hej på dig!".encode("utf-16"), "text/plain"),
    "trace.log": (b"\x1b[31mERROR\x1b[0m <Planner> stopped\n", "text/plain"),
    "rows.csv": ("\ufeffnamn;antal\r\nÅsa;1\r\n".encode(), "text/csv"),
    "invite.ics": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"),
    "letter.docx": (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "letter-of-365.docx": (
        archive("[Content_Types].xml", "word/document2.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "sums.xlsx": (
        archive("[Content_Types].xml", "xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "show.pptx": (
        archive("[Content_Types].xml", "ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "letter.odt": (archive("content.xml", mimetype=f"{_OPEN}.text"), f"{_OPEN}.text"),
    "sums.ods": (archive("content.xml", mimetype=f"{_OPEN}.spreadsheet"), f"{_OPEN}.spreadsheet"),
}
"""By name: the content, and the type under which it is kept."""

NOT_ON_THE_LIST = (
    *("page.html", "drawing.svg", "setup.exe", "run.sh", "run.bat", "run.js", "macro.docm", "macro.xlsm"),
    *("old.doc", "archive.zip", "mail.eml", "noending", "", ".", "picture.png.exe", "pdf"),
)

LYING: Mapping[str, bytes] = {
    "program.pdf": PROGRAM,
    "program.png": PROGRAM,
    "program.txt": PROGRAM,
    "page.txt": b"  <!DOCTYPE html><script>alert(1)</script>",
    "page.csv": b"\xef\xbb\xbf<html>",
    "wide-page.txt": "<html>".encode("utf-16"),
    "half.txt": b"\xff\xfe\x00",
    "drawing.txt": b' <?xml version="1.0"?><svg/>',
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "script.log": b"#!/bin/sh\nrm -r /\n",
    "manual.txt": b"%PDF-1.7\n",
    "zeros.txt": bytes(10),
    "archive.docx": archive("a.txt"),
    "sheet.docx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "torn.xlsx": b"PK\x03\x04 and no more",
    "template.odt": archive("content.xml", mimetype=f"{_OPEN}.text-template"),
    "letter.ods": archive("content.xml", mimetype=f"{_OPEN}.text"),
    "picture.pdf": PNG,
}
"""By name: content that is not what the ending says."""

WITH_MACROS: Mapping[str, bytes] = {
    "letter.docx": archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "sums.xlsx": archive("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
    "show.pptx": archive("[Content_Types].xml", "ppt/presentation.xml", "ppt/activeX/activeX1.bin"),
    "letter.odt": archive("content.xml", "Basic/Standard/Module1.xml", mimetype=f"{_OPEN}.text"),
    "sums.ods": archive("Scripts/python/run.py", mimetype=f"{_OPEN}.spreadsheet"),
}


def given(*names: str) -> tuple[GivenFile, ...]:
    """These of the good files."""
    return tuple(GivenFile(name, GOOD[name][0]) for name in names)
