"""What is under way while a person is erased, and what is done with what was sent before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.facts.links import Purpose
from shared.ports.mailer import Mail, Mailer
from shared.usecases.mail.take_mail import TakenAs, take_mail
from tests.examples.mails import mail, take
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.links.following import mailed_link, see
from tests.triggers.people.a_person import CANARY, EVA, OTHER, keyed, lived, post, traces
from tests.triggers.people.test_erasing import ERASE, KEPT, erased
from tests.triggers.register.registering import WORKAROUND, entered, moved, tied

REPORT = {"email": EVA, "name": CANARY, "product": "Planner", "kind": "error", "message": f"{CANARY} stops."}


@dataclass
class ErasingMailer:
    """Hands a mail over, and has Eva erased before the provider's answer comes."""

    fake: FakeDesk
    inner: Mailer
    handed_over: int = 0

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """Taken by the provider, and then she is erased."""
        await self.inner.send(mail, first_sent=first_sent)
        if mail.to.address == EVA and not self.handed_over:
            self.handed_over += 1
            await erased(self.fake)

    async def probe(self) -> None:
        """As the one within."""
        await self.inner.probe()


async def test_a_mail_that_is_being_handed_over_writes_no_word_anew_by_its_mark(fake: FakeDesk) -> None:
    mailer = ErasingMailer(fake, fake.mailer)
    ticket = (await post("/api/intake", REPORT)).json["ticket"]
    fake.wrapped_mailer = mailer
    await fake.rest()
    await fake.advance(timedelta(hours=1))
    assert mailer.handed_over == 1
    assert traces(fake) == []
    assert [each.to.address for each in fake.mailer.delivered].count(EVA) == 1
    states = {mail["state"] for mail in (await call("GET", f"/api/tickets/{ticket}")).json["mails"]}
    assert states <= {"sent", "withdrawn"}


async def test_a_link_to_an_erased_ticket_opens_nothing(fake: FakeDesk) -> None:
    await post("/api/intake", REPORT)
    await fake.rest()
    link = mailed_link(fake, EVA, Purpose.TICKET)
    await erased(fake)
    assert (await see(link)).status == 410


async def test_a_supporters_reply_on_an_erased_ticket_is_kept_nowhere_and_the_supporter_is_told(
    fake: FakeDesk,
) -> None:
    await post("/api/intake", REPORT)
    await fake.rest()
    (notice,) = [mail for mail in fake.mailer.delivered if mail.to.address == "anna@example.com"]
    assert notice.reply_to
    await erased(fake)
    before = len(fake.mailer.delivered)
    words = f"Press save, {CANARY}."
    told = {"sender": "anna@example.com", "recipients": (notice.reply_to.address,), "authenticated": True}
    taken = await take(fake, mail("<late@example.com>", text=words, fresh=words, subject=CANARY, **told))
    await fake.advance(timedelta(minutes=10))
    assert taken.taken_as is not TakenAs.TICKET
    assert traces(fake) == []
    assert {mail.to.address for mail in fake.mailer.delivered[before:]} == {"anna@example.com"}


async def test_the_queue_and_the_register_live_on_without_the_person(fake: FakeDesk) -> None:
    ticket, entry = await lived(fake), await entered(workaround=WORKAROUND)
    await tied(fake, entry, ticket)
    await erased(fake)
    assert traces(fake) == []
    assert [row for row in keyed(fake) if not row.startswith(KEPT)] == []
    assert (await call("GET", "/api/queue")).status == 200
    before = len(fake.mailer.delivered)
    assert (await moved(fake, entry, "confirmed")).status == 200
    await fake.advance(timedelta(hours=1))
    assert fake.mailer.delivered[before:] == []


async def test_asked_for_twice_it_is_done_once_and_later_once_more(fake: FakeDesk) -> None:
    await post("/api/intake", REPORT)
    for _ in range(2):
        assert (await call("POST", "/api/people/erase", ERASE)).status == 200
    await fake.advance(timedelta(minutes=30))
    await post("/api/intake", REPORT | {"message": f"{CANARY} again."})
    await fake.rest()
    assert traces(fake)
    await erased(fake)
    assert traces(fake) == []


async def test_what_came_between_two_requests_is_erased_by_the_second(fake: FakeDesk) -> None:
    await post("/api/intake", REPORT)
    await call("POST", "/api/people/erase", ERASE)
    await fake.advance(timedelta(minutes=2))
    again = (await post("/api/intake", REPORT | {"message": f"{CANARY} again."})).json["ticket"]
    await fake.rest()
    assert again in (await erased(fake)).json["tickets"]
    assert traces(fake) == []


async def test_supporters_answers_as_they_came_are_emptied_and_none_is_held_any_longer(
    fake: FakeDesk,
) -> None:
    ticket = (await post("/api/intake", REPORT)).json["ticket"]
    await fake.rest()
    for name in ("anna", "bo"):
        (notice,) = [mail for mail in fake.mailer.delivered if mail.to.address == f"{name}@example.com"][:1]
        assert (await take_mail(fake.desk, answer_to(notice, name))).taken_as is TakenAs.SUPPORTER
    await fake.rest()
    view = (await call("GET", f"/api/tickets/{ticket}")).json
    assert [each["became"] for each in view["second_answers"]] == [None]
    told = await call("POST", "/api/people/erase", ERASE | {"preview": True})
    assert told.json["kept_mails"] == 2
    before = len(fake.mailer.delivered)
    await erased(fake)
    assert traces(fake) == []
    await fake.advance(timedelta(days=8))
    assert fake.mailer.delivered[before:] == []


async def test_a_message_that_is_to_move_when_its_writer_is_erased_moves_nowhere(fake: FakeDesk) -> None:
    others = (await post("/api/intake", REPORT | {"email": OTHER, "name": "Oskar"})).json["ticket"]
    hers = (await post("/api/intake", REPORT)).json["ticket"]
    await post(f"/api/tickets/{others}/messages", REPORT | {"kind": "question"})
    await fake.rest()
    await post(f"/api/tickets/{others}/turns/m2/split", {"author": "anna"})
    await post(f"/api/tickets/{hers}/merge", {"author": "anna", "into": others})
    fake.queue.take()
    await erased(fake)
    view = (await call("GET", f"/api/tickets/{others}")).json
    assert [turn["email"] for turn in view["turns"]] == [OTHER, ""]
    assert [each["ticket"] for each in (await call("GET", "/api/queue")).json["tickets"]] == [others]


def answer_to(notice: Mail, name: str) -> bytes:
    """What a supporter answers to it, whose words name her and whose headers do not."""
    assert notice.reply_to
    head = {
        "From": f"{name}@example.com",
        "To": notice.reply_to.address,
        "Authentication-Results": "example.com; dmarc=pass header.from=example.com",
        "Message-ID": f"<{name}@example.com>",
    }
    lines = (f"{field}: {value}" for field, value in head.items())
    return "\r\n".join((*lines, "", f"Dear {CANARY}, press save, says {name}.")).encode()
