"""Spellings of one mailbox are counted as one; other mailboxes are not."""

import pytest

from shared.domain.values.identity import mailbox_key
from shared.domain.values.mail_domain import mailbox_of


@pytest.mark.parametrize(
    ("spelled", "mailbox"),
    [
        ("Eva.Berg+shop@GMail.com", "evaberg@gmail.com"),
        ("evaberg@googlemail.com", "evaberg@gmail.com"),
        ("Eva+a+b@outlook.com", "eva@outlook.com"),
        ("eva@me.com", "eva@icloud.com"),
        ("eva-shop@yahoo.com", "eva@yahoo.com"),
        ("EVA+x@acme.example.org", "eva@acme.example.org"),
        ("eva.berg@acme.example.org", "eva.berg@acme.example.org"),
        ("eva-berg@acme.example.org", "eva-berg@acme.example.org"),
    ],
)
def test_a_mailbox_has_one_name(spelled: str, mailbox: str) -> None:
    assert mailbox_of(spelled) == mailbox
    assert mailbox_key(b"secret", spelled) == mailbox_key(b"secret", mailbox)


def test_its_name_in_storage_says_nothing_of_it() -> None:
    assert "eva" not in mailbox_key(b"secret", "eva@acme.example.org")
