"""A supporter's token, or a notice, has reached somebody else: nobody speaks for the vendor by it."""

import pytest

from shared.ports.mailer import Mail
from shared.usecases.mail.take_mail import Taken, TakenAs, take_mail
from tests.examples.mails import subject_of_before
from tests.examples.raw_mails import raw_mail
from tests.examples.supporter_replies import ANNA, BO, EVA, SupportersDesk
from tests.fakes.desk import VENDOR, FakeDesk

JUDGE = "mx.vendor.example.com"
OTHERS_HEADER = "Von: Support\nGesendet: heute\nAn: Anna\nBetreff:"
ANSWER = "Press Save first."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member, whose mail service says of each mail whether its sender is genuine."""
    made = SupportersDesk(FakeDesk(vendor=VENDOR.model_copy(update={"mail_judge": JUDGE})))
    await made.begin()
    return made


async def taken(desk: SupportersDesk, body: str, verdict: str = "", **headers: str | None) -> Taken:
    """What has become of this mail, once all that it causes has been done."""
    above = f"Authentication-Results: {JUDGE}; {verdict}\r\n" if verdict else ""
    mail = await take_mail(desk.fake.desk, above.encode() + raw_mail(body, **headers))
    await desk.fake.rest()
    return mail


def way_back(notice: Mail) -> str:
    """The address with the token."""
    assert notice.reply_to is not None
    return notice.reply_to.address


async def test_an_answer_with_a_foreign_programs_quoted_header_never_carries_the_token_to_the_member(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    notice = desk.notice()
    subject = subject_of_before(notice)
    quoted = f"{ANSWER}\n\n{OTHERS_HEADER} {subject}\n\n{notice.text}"
    await taken(desk, quoted, From=ANNA, To=way_back(notice), Subject=f"AW: {subject}")
    token = subject.rpartition("[")[2].strip("]")
    assert not [mail for mail in desk.mailed(EVA) if token in mail.text + mail.html + mail.subject]
    assert await desk.clocks(ticket) == {"reply-m1": "running"}


@pytest.mark.parametrize("verdict", ["dmarc=fail header.from=example.com", "dmarc=fail; spf=pass"])
async def test_a_token_answers_nothing_where_the_receiving_service_says_that_its_sender_is_forged(
    desk: SupportersDesk, verdict: str
) -> None:
    ticket = await desk.ask()
    mailed = len(desk.mailed(EVA))
    await taken(desk, ANSWER, verdict, From=ANNA, To=way_back(desk.notice()))
    assert (await desk.clocks(ticket), len(desk.mailed(EVA))) == ({"reply-m1": "running"}, mailed)


@pytest.mark.parametrize("authors", [f"{ANNA}, {EVA}", f"{EVA}, {ANNA}", f"{ANNA}\r\nFrom: {EVA}"])
async def test_a_mail_of_several_authors_is_no_supporters_although_it_has_the_token(
    desk: SupportersDesk, authors: str
) -> None:
    ticket = await desk.ask()
    mailed = len(desk.mailed(EVA))
    await taken(desk, ANSWER, From=authors, Sender=ANNA, To=way_back(desk.notice()))
    assert (await desk.clocks(ticket), len(desk.mailed(EVA))) == ({"reply-m1": "running"}, mailed)


@pytest.mark.parametrize(
    "author",
    [
        f'"{ANNA}" <mallory@example.net>',
        f"{ANNA} <mallory@example.net>",
        f"anna@example.com.example.net ({ANNA})",
    ],
)
async def test_a_supporters_address_as_a_name_speaks_for_nobody(desk: SupportersDesk, author: str) -> None:
    ticket = await desk.ask()
    mailed = len(desk.mailed(EVA))
    await taken(desk, ANSWER, From=author, To=way_back(desk.notice()))
    assert (await desk.clocks(ticket), len(desk.mailed(EVA))) == ({"reply-m1": "running"}, mailed)


async def test_a_notices_message_id_is_no_token(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    named = desk.notice().headers["Message-ID"]
    await taken(desk, ANSWER, **{"From": ANNA, "To": "support@example.com", "In-Reply-To": named})
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    await taken(
        desk,
        ANSWER,
        "dmarc=pass header.from=example.com",
        **{"From": ANNA, "To": "support@example.com", "In-Reply-To": named, "Message-ID": "<2@example.com>"},
    )
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


async def test_a_member_who_writes_to_a_supporters_token_asks_something_and_is_given_a_clock(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), ANSWER)
    done = await taken(desk, "/close\nAnd the week view?", From=EVA, To=way_back(desk.notice()))
    assert (done.taken_as, done.ticket, done.turn) == (TakenAs.TURN, ticket, "m2")
    assert await desk.clocks(ticket) == {"reply-m1": "met", "reply-m2": "running"}
    assert (await desk.view(ticket)).closed is None


async def test_a_stranger_who_writes_to_a_supporters_token_is_kept_and_the_supporter_told(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    before = len(desk.fake.mailer.delivered)
    done = await taken(desk, ANSWER, From="mallory@example.net", To=way_back(desk.notice(BO)))
    assert (done.taken_as, await desk.clocks(ticket)) == (TakenAs.SUPPORTER, {"reply-m1": "running"})
    assert [mail.to.address for mail in desk.fake.mailer.delivered[before:]] == [BO]
