"""Whatever a mail says is kept: its words, what it asks for, and what could not be read."""

import pytest

from shared.domain.incoming.incoming import Automatic, IncomingFile
from shared.domain.letters.sends import SendState
from shared.domain.values.intake import FIRST_WORDS, Kind
from shared.ports.store import Table
from shared.usecases.records.raw_mails import load_raw_mail
from tests.examples.mails import MAILBOX, MailedDesk, desk_with, mail, take
from tests.triggers.examples import ACME

STRANGER = "someone@elsewhere.example.org"


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member."""
    return await desk_with(ACME)


async def test_a_mail_that_could_not_be_read_is_a_ticket_that_can(fake: MailedDesk) -> None:
    unread = mail("", sender="", sender_name="", subject="", text="", fresh="", unreadable="LookupError")
    taken = await take(fake, unread, b"\xff\xfe nothing known")
    turn = (await fake.view(taken.ticket)).turns[0]
    assert "LookupError" in turn.text
    assert await load_raw_mail(fake.desk, turn.mail) == b"\xff\xfe nothing known"
    assert not turn.covered


async def test_where_there_is_no_address_nobody_gets_a_receipt_and_the_reason_is_kept(
    fake: MailedDesk,
) -> None:
    taken = await take(fake, mail(sender="not an address"))
    (receipt,) = [each for each in (await fake.view(taken.ticket)).mails if each.letter == "gate_notice"]
    assert (receipt.state, receipt.to.address) == (SendState.WITHDRAWN, MAILBOX)
    assert "address" in receipt.reason
    assert fake.mailed(MAILBOX) == []


async def test_files_are_judged_and_kept_and_the_quoted_part_is_kept_apart(fake: MailedDesk) -> None:
    files = tuple(
        IncomingFile(name=name, content_type="text/plain", content=b"1") for name in ("a\r\nb.log", "run.exe")
    )
    sent = mail(quoted="> Hello\n> Eva", files=files)
    taken, again = [await take(fake, sent) for _ in range(2)]
    turn = (await fake.view(taken.ticket)).turns[0]
    assert (turn.quoted, turn.refused_files) == ("> Hello\n> Eva", ("run.exe",))
    assert [each.name for each in turn.files] == ["a_b.log"]
    assert again.ticket == taken.ticket
    assert [each.content for each in fake.files.kept.values()] == [b"1"]


async def test_the_longest_text_in_the_widest_letters_is_kept(fake: MailedDesk) -> None:
    taken = await take(fake, mail(fresh="\U0001f600" * 400_000, quoted="å" * 400_000))
    turn = (await fake.view(taken.ticket)).turns[0]
    assert turn.text.startswith("\U0001f600" * 250_000)
    assert turn.text.endswith("[...]")


@pytest.mark.parametrize(
    ("changed", "kind", "product"),
    [
        ({"subject": "Fel: Planner stannar"}, Kind.ERROR, "planner"),
        ({"subject": "SV: Error: it stops"}, Kind.ERROR, ""),
        ({"subject": "Konferens: Ledger"}, Kind.CONFERENCE, "ledger"),
        ({"subject": "The planner and the Ledger"}, Kind.QUESTION, ""),
        ({"subject": "Planners of ours"}, Kind.QUESTION, ""),
        ({"recipients": ("Desk+Error@example.com",)}, Kind.ERROR, ""),
        ({"subject": "Errors are everywhere"}, Kind.QUESTION, ""),
    ],
)
async def test_kind_and_product_are_what_address_and_subject_say_plainly(
    fake: MailedDesk, changed: dict[str, str], kind: Kind, product: str
) -> None:
    seen = await fake.view((await take(fake, mail(**changed))).ticket)
    assert (seen.kind, seen.product) == (kind, product)


async def test_a_strangers_mail_is_answered_in_the_language_that_its_header_names(fake: MailedDesk) -> None:
    await take(fake, mail(sender=STRANGER, language="en-GB"))
    await take(fake, mail("<second@x.example.org>", sender=STRANGER, language="fr"))
    english, swedish = fake.mailed(STRANGER)
    assert "Hello" in english.text
    assert "Hej" in swedish.text


async def test_no_address_or_word_of_a_mail_becomes_a_key(fake: MailedDesk) -> None:
    await take(fake, mail("<secret-id@acme.example.org>"))
    await take(fake, mail("<o@acme.example.org>", automatic=Automatic.LIST))
    keys = " ".join(f"{partition} {key}" for _, partition, key in fake.store.everything()).lower()
    assert not [word for word in ("eva", "secret", "acme", "calendar") if word in keys]
    assert any(table is Table.MAILS for table, _, _ in fake.store.everything())


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.OTHER])
def test_every_kind_can_be_named_at_the_beginning_of_a_subject_by_its_own_name_and_in_swedish(
    kind: Kind,
) -> None:
    assert kind in FIRST_WORDS
    assert kind.value in FIRST_WORDS[kind]
    assert len(FIRST_WORDS[kind]) >= 2
