"""What reads mails is imported with what few mails need only when such a mail comes."""

import subprocess
import sys

import pytest

READ = "import sys; from shared.mail.reading import read_mail; read_mail(b'Subject: x\\r\\n\\r\\nHej'); "


@pytest.mark.parametrize("name", ["lxml", "inscriptis", "tnefparse", "mailparser_reply"])
def test_reading_a_plain_mail_does_not_import(name: str) -> None:
    code = f"{READ}print({name!r} in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
