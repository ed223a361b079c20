"""A supporter forwards a member's mail: whoever wrote it is the requester, where that is certain."""

import pytest

from shared.domain.values.vendor import ClockKind
from shared.usecases.mail.take_mail import Taken, TakenAs, take_mail
from shared.usecases.mail.unfiled_mails import list_unfiled
from tests.examples.mails import EVA, MailedDesk, desk_with, subject_of_before
from tests.examples.raw_mails import mixed, raw_mail
from tests.fakes.desk import VENDOR
from tests.triggers.examples import ACME

ANNA = VENDOR.supporters[0].address
WORDS = "Veckovyn är tom sedan i morse."
OUTLOOK = f"""Kan du ta den?

________________________________
Från: Eva Ek <{EVA}<mailto:{EVA}>>
Skickat: den 5 november 2026 10:12
Till: Anna <{ANNA}>
Ämne: Planner stannar

{WORDS}

Eva
"""
OLD_OUTLOOK = f"""Kan du ta den?

-----Original Message-----
From: Eva Ek [mailto:{EVA}]
Sent: Thursday, November 5, 2026 10:12 AM
To: Anna
Subject: Planner stannar

{WORDS}
"""
GMAIL = f"""Kan du ta den?

---------- Forwarded message ---------
Från: Eva Ek <{EVA}>
Date: tors 5 nov. 2026 kl 10:12
Subject: Planner stannar
To: <{ANNA}>


{WORDS}
"""
APPLE = f"""Kan du ta den?

Begin forwarded message:

> From: Eva Ek <{EVA}>
> Subject: Planner stannar
> Date: 5 November 2026 at 10:12:00 CET
> To: {ANNA}
>\x20
> {WORDS}
"""
APPLE_MARKED = f"""Kan du ta den?

> Begin forwarded message:
>\x20
> From: Eva Ek <{EVA}>
> Subject: Planner stannar
> Date: 5 November 2026 at 10:12:00 CET
> To: {ANNA}
>\x20
> {WORDS}
"""
THUNDERBIRD = f"""Kan du ta den?


-------- Vidarebefordrat meddelande --------
Ämne: \tPlanner stannar
Datum: \tThu, 5 Nov 2026 10:12:00 +0100
Från: \tEva Ek <{EVA}>
Till: \t{ANNA}



{WORDS}
"""
HTML = f"""<p>Kan du ta den?</p><hr><div><b>From:</b> Eva Ek &lt;{EVA}&gt;<br><b>Sent:</b> den 5 november<br>
<b>To:</b> Anna<br><b>Subject:</b> Planner stannar</div><p>{WORDS}</p>"""
CLOSE_HTML = f"""<p>Kan du ta den?</p><div><b>Från:</b> Eva Ek &lt;{EVA}&gt;<br><b>Skickat:</b> igår<br>
<b>Till:</b> Anna;<br>Bo<br><b>Ämne:</b> Planner stannar</div><div>{WORDS}</div>"""
ORIGINAL = (
    f"Content-Type: message/rfc822\n\nFrom: Eva Ek <{EVA}>\nTo: {ANNA}\nSubject: Planner stannar\n"
    f"Message-ID: <eva-1@acme.example.org>\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
)
PROVED = "mx.example.com; dmarc=pass header.from=example.com"
FORWARD = {"from": f"Anna <{ANNA}>", "subject": "VB: Planner stannar", "message_id": "<f@example.com>"}
INLINE = {
    "outlook": raw_mail(OUTLOOK, **FORWARD, authentication_results=PROVED),
    "old outlook": raw_mail(OLD_OUTLOOK, **FORWARD, authentication_results=PROVED),
    "gmail": raw_mail(GMAIL, **FORWARD, authentication_results=PROVED),
    "apple mail": raw_mail(APPLE, **FORWARD, authentication_results=PROVED),
    "apple mail, all of it marked": raw_mail(APPLE_MARKED, **FORWARD, authentication_results=PROVED),
    "thunderbird": raw_mail(THUNDERBIRD, **FORWARD, authentication_results=PROVED),
    "html": raw_mail(HTML, content_type="text/html; charset=utf-8", **FORWARD, authentication_results=PROVED),
    "html without a blank line": raw_mail(
        CLOSE_HTML, content_type="text/html; charset=utf-8", **FORWARD, authentication_results=PROVED
    ),
    "attached": mixed("\nKan du ta den?\n", ORIGINAL, **FORWARD, authentication_results=PROVED),
}


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member, whose mail service vouches for senders."""
    made = await desk_with(ACME)
    made.vendor = VENDOR.model_copy(update={"mail_judge": "mx.example.com"})
    return made


async def taken_in(fake: MailedDesk, raw: bytes) -> Taken:
    taken = await take_mail(fake.desk, raw)
    await fake.rest()
    return taken


@pytest.mark.parametrize("raw", INLINE.values(), ids=INLINE)
async def test_whoever_wrote_a_mail_that_a_supporter_forwards_is_the_requester(
    fake: MailedDesk, raw: bytes
) -> None:
    for _ in range(2):
        taken = await taken_in(fake, raw)
    view = await fake.view(taken.ticket)
    (turn,) = view.turns
    assert taken.taken_as is TakenAs.TICKET
    assert (turn.email, turn.name, turn.subject) == (EVA, "Eva Ek", "Planner stannar")
    assert turn.text.startswith(WORDS)
    assert "Kan du ta den?" not in turn.text
    assert turn.received == fake.clock.instant
    assert [each.state for each in view.clocks if each.kind is ClockKind.REPLY] == ["running"]
    assert [(each.author, each.text) for each in view.notes] == [("anna", "Kan du ta den?")]
    assert len(fake.mailed(EVA)) == 1


@pytest.mark.parametrize(
    "raw",
    [
        raw_mail(GMAIL, **FORWARD),
        raw_mail(GMAIL, **FORWARD, authentication_results=PROVED.replace("pass", "fail")),
        raw_mail(GMAIL, **FORWARD, authentication_results=PROVED.replace("mx.example.com", "mx.other.org")),
        raw_mail(GMAIL.replace(f" <{EVA}>", ""), **FORWARD, authentication_results=PROVED),
        raw_mail(GMAIL.replace(EVA, f"{EVA}; x@example.org"), **FORWARD, authentication_results=PROVED),
        raw_mail(GMAIL.replace(EVA, "bo@example.com"), **FORWARD, authentication_results=PROVED),
        raw_mail("Den här?", **FORWARD, authentication_results=PROVED),
        mixed("\nTvå.\n", ORIGINAL, ORIGINAL, **FORWARD, authentication_results=PROVED),
    ],
)
async def test_where_nothing_vouches_for_the_supporter_the_desk_asks_who_the_requester_is(
    fake: MailedDesk, raw: bytes
) -> None:
    for _ in range(2):
        taken = await taken_in(fake, raw)
    assert (taken.taken_as, taken.ticket) == (TakenAs.SUPPORTER, "")
    assert await fake.tickets() == 0
    assert [each.to.address for each in fake.mailer.delivered] == [ANNA]
    assert "Vem frågar?" in fake.mailer.delivered[0].subject
    listed, _ = await list_unfiled(fake.desk)
    assert [each.why for each in listed] == ["forwarded"]


async def test_without_a_judge_nothing_vouches_for_a_supporter(fake: MailedDesk) -> None:
    fake.vendor = VENDOR
    assert (await taken_in(fake, INLINE["gmail"])).ticket == ""


async def test_a_member_who_forwards_a_mail_asks_about_it(fake: MailedDesk) -> None:
    taken = await taken_in(fake, raw_mail(GMAIL, **FORWARD | {"from": EVA}))
    (turn,) = (await fake.view(taken.ticket)).turns
    assert turn.email == EVA
    assert "Kan du ta den?" in turn.text


async def test_a_supporters_copy_of_an_answer_of_its_own_is_no_forward(fake: MailedDesk) -> None:
    answer = raw_mail(OUTLOOK, **FORWARD | {"subject": "SV: Planner stannar"}, authentication_results=PROVED)
    (turn,) = (await fake.view((await taken_in(fake, answer)).ticket)).turns
    assert turn.email == ANNA


async def test_a_forwarded_answer_to_the_desk_is_a_turn_of_its_ticket(fake: MailedDesk) -> None:
    first = await taken_in(fake, raw_mail(WORDS, **{"from": EVA, "subject": "Planner"}))
    subject = f"VB: SV: {subject_of_before(fake.mailed(EVA)[0])}"
    again = GMAIL.replace(WORDS, "Fortfarande tom.")
    told = FORWARD | {"subject": subject}
    taken = await taken_in(fake, raw_mail(again, **told, authentication_results=PROVED))
    assert (taken.taken_as, taken.ticket, taken.turn) == (TakenAs.TURN, first.ticket, "m2")
    assert [each.email for each in (await fake.view(first.ticket)).turns] == [EVA, EVA]
