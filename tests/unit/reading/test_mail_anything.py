"""Whatever a mail says, in whatever letters: it is taken in once, can be read, and blocks nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.incoming.incoming import Automatic, IncomingFile, IncomingMail
from shared.usecases.mail.take_mail import TakenAs, take_mail, take_read_mail
from shared.usecases.records.raw_mails import keep_raw_mail, load_raw_mail
from tests.examples.mails import EVA, MailedDesk

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
"""Lone surrogates among them: a header's broken byte is one."""
ADDRESSES = st.sampled_from([EVA, "", "anna@example.com", "desk@example.com", "support@example.com"]) | ANY
FILES = st.builds(IncomingFile, name=ANY, content_type=ANY, content=st.binary(max_size=9))
MAILS = st.builds(
    IncomingMail,
    message_id=ANY,
    sender=ADDRESSES,
    sender_name=ANY,
    reply_to=ADDRESSES,
    recipients=st.lists(ADDRESSES, max_size=3).map(tuple),
    subject=ANY,
    in_reply_to=ANY,
    references=st.lists(ANY, max_size=3).map(tuple),
    language=ANY,
    text=ANY,
    fresh=ANY,
    quoted=ANY,
    files=st.lists(FILES, max_size=2).map(tuple),
    automatic=st.none() | st.sampled_from(Automatic),
    authenticated=st.booleans(),
    unreadable=ANY,
)


@settings(max_examples=200)
@given(MAILS, st.binary(max_size=50))
async def test_any_mail_is_taken_in_once_and_can_be_read(mail: IncomingMail, raw: bytes) -> None:
    fake = MailedDesk()
    kept = await keep_raw_mail(fake.desk, raw)
    taken, again = [await take_read_mail(fake.desk, mail, kept) for _ in range(2)]
    await fake.rest()
    assert taken == again
    assert await load_raw_mail(fake.desk, kept) == raw
    if taken.taken_as is TakenAs.TICKET:
        (turn,) = (await fake.view(taken.ticket)).turns
        assert turn.text
        assert turn.mail == kept


@settings(max_examples=200)
@given(st.binary(max_size=300))
async def test_any_bytes_are_a_mail_that_is_taken_in(raw: bytes) -> None:
    fake = MailedDesk()
    taken = await take_mail(fake.desk, raw)
    await fake.rest()
    assert await load_raw_mail(fake.desk, taken.mail) == raw
