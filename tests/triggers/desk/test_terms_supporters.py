"""Who answers is changed in a browser: by the vendor's owner, and of one's own duty by a supporter."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.answers.closing import OwnerBody
from shared.domain.audit.entry import AuditWanted
from shared.domain.members.recipients import supporters_for
from shared.domain.terms.keeping_supporters import SupporterBody, add_supporter
from shared.domain.values.intake import Submission
from shared.usecases.answers.answer_ticket import name_owner
from shared.usecases.audit.read_audit import read_audit
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.ticket_rows import known_ticket
from shared.usecases.terms.terms_rows import TermsAuthor, change_terms
from tests.examples.member_links import form_for
from tests.fakes.desk import VENDOR, FakeDesk
from tests.triggers.calling import Answer
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look, send
from tests.triggers.examples import ACME, EVA

PAGE = "/desk/terms/supporters"
DUTY = "/desk/terms/duty"
CIA = {"name": "Cia Öberg", "address": "cia@example.com", "language": "sv", "on_duty": "true"}


async def act(act: str, about: str = "", **typed: str) -> Answer:
    """Fill in this form of the page as the vendor's owner, and send it."""
    read = await look(PAGE, OLGA)
    return await send(PAGE, form_for(read.text, "add") | {"act": act, "about": about} | typed, OLGA)


def wrong(answer: Answer, field: str) -> str:
    """What the page says at the field."""
    found = re.search(rf'id="[\w-]+-{field}-wrong">([^<]+)<', answer.text)
    return found[1] if found else ""


async def test_the_owner_adds_a_supporter_who_counts_at_once(kept: FakeDesk) -> None:
    answer = await act("add", **CIA)
    assert (answer.status, answer.headers["Location"]) == (303, f"{PAGE}?done=add&language=sv")
    made = kept.desk.vendor.supporters[-1]
    assert (made.id, made.name, made.address, made.hours) == ("cia-oberg", "Cia Öberg", CIA["address"], None)
    page = (await look(PAGE)).text
    assert "Cia Öberg" in page
    assert "Ändrat av olga@example.com" in page


async def test_a_name_stands_on_one_line_whatever_was_sent(kept: FakeDesk) -> None:
    await act("add", **CIA | {"name": "Cia\r\n  Öberg "})
    assert kept.desk.vendor.supporters[-1].name == "Cia Öberg"


async def test_the_same_form_sent_twice_is_one_supporter(kept: FakeDesk) -> None:
    fields = form_for((await look(PAGE, OLGA)).text, "add") | CIA
    assert [(await send(PAGE, fields, OLGA)).status for _ in range(2)] == [303, 303]
    assert [each.id for each in kept.desk.vendor.supporters] == ["anna", "bo", "cia-oberg"]


async def test_two_forms_of_one_page_are_two_changes(kept: FakeDesk) -> None:
    fields = form_for((await look(PAGE, OLGA)).text, "add") | CIA
    await send(PAGE, fields, OLGA)
    await send(PAGE, fields | {"name": "Cia Öberg", "address": "cia2@example.com"}, OLGA)
    assert [each.id for each in kept.desk.vendor.supporters][2:] == ["cia-oberg", "cia-oberg-2"]


async def test_who_is_changed_works_hours_and_is_read_in_the_readers_words(kept: FakeDesk) -> None:
    hours = {"days": "mån-tors,lör", "opens": "08:00", "closes": "16:30"}
    typed = {"name": "Bo B", "address": "bo@example.com", "language": "en", "on_duty": "true"} | hours
    assert (await act("change", "bo", **typed)).status == 303
    bo = kept.desk.vendor.supporters[1]
    assert (bo.id, bo.name) == ("bo", "Bo B")
    assert bo.hours
    assert (bo.hours.days, bo.hours.closes) == ("mon-thu,sat", time(16, 30))
    assert "Arbetar mån-tor,lör kl. 08:00\u201316:30" in (await look(PAGE, ANNA)).text
    assert "Works mon-thu,sat, 08:00\u201316:30" in (await look(f"{PAGE}?language=en", ANNA)).text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"address": ""}, "address", "Skriv personens"),
        ({"address": "ANNA@example.com"}, "address", "En annan medarbetare har den adressen."),
        ({"address": "desk@example.com"}, "address", "supportens egen adress"),
        ({"address": "support@example.com"}, "address", "supportens egen adress"),
        ({"days": "vardagar", "opens": "08:00", "closes": "17:00"}, "days", "mån-fre"),
        ({"opens": "17:00", "closes": "08:00"}, "closes", "mån-fre"),
        ({"opens": "08:00"}, "closes", "mån-fre"),
        ({"opens": "early", "closes": "17:00"}, "opens", "Kontrollera"),
        ({"away_until": "2026-03-01"}, "away_until", "Den dagen har passerat."),
        ({"object_id": "anna"}, "object_id", "Kontrollera"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_nothing_is_changed(
    kept: FakeDesk, typed: dict[str, str], field: str, said: str
) -> None:
    answer = await act("add", **CIA | typed)
    assert answer.status == 422
    assert said in wrong(answer, field)
    assert 'value="Cia Öberg"' in answer.text
    assert kept.desk.vendor == VENDOR


async def test_the_last_on_duty_is_asked_for_first_and_the_fallback_address_named(kept: FakeDesk) -> None:
    assert (await act("remove", "bo")).status == 303
    asked = await act("remove", "anna")
    assert asked.status == 409
    assert "desk@example.com" in asked.text
    assert asked.text.count('name="confirmed"') == 2  # in both forms of this supporter
    assert [each.id for each in kept.desk.vendor.supporters] == ["anna"]
    assert (await act("remove", "anna", confirmed="true")).status == 303
    assert supporters_for("anna", kept.desk.vendor)[0][0].address == "desk@example.com"


@pytest.mark.parametrize("typed", [{"on_duty": ""}, {"on_duty": "true", "away_until": "2026-03-04"}])
async def test_the_last_on_duty_is_asked_for_whichever_way_that_one_goes(
    kept: FakeDesk, typed: dict[str, str]
) -> None:
    await act("remove", "bo")
    anna = {"name": "Anna", "address": "anna@example.com"} | typed
    assert (await act("change", "anna", **anna)).status == 409
    assert (await act("change", "anna", **anna, confirmed="true")).status == 303
    assert kept.desk.vendor.on_duty == ()


async def test_whoever_is_away_is_on_duty_again_from_the_next_day_in_the_vendors_zone(kept: FakeDesk) -> None:
    page = await look(DUTY, ANNA)
    typed = {"on_duty": "true", "away_until": "2026-03-04"}
    sent = await send(DUTY, form_for(page.text, "duty") | typed, ANNA)
    assert sent.status == 303
    assert "Borta till och med onsdag 4\u00a0mars\u00a02026" in (await look(DUTY, ANNA)).text
    told = [each.address for each, _ in supporters_for("anna", kept.desk.vendor)]
    assert told == ["bo@example.com"]
    kept.clock.instant = datetime(2026, 3, 4, 22, 59, tzinfo=UTC)
    assert [each.id for each in kept.desk.vendor.on_duty] == ["bo"]
    kept.clock.instant = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)
    assert [each.id for each in kept.desk.vendor.on_duty] == ["anna", "bo"]


async def test_a_supporter_who_was_taken_away_is_named_as_before_and_signs_in_no_more(kept: FakeDesk) -> None:
    await act("remove", "bo")
    assert kept.desk.vendor.name_of("bo") == "Bo"
    assert (await look(PAGE, BO)).status == 403
    await act("add", name="Bo", address="another@example.com", on_duty="true")
    assert kept.desk.vendor.supporters[-1].id == "bo-2"


async def annas_ticket(fake: FakeDesk, key: str) -> str:
    """An open ticket that Anna has."""
    asked = Submission(email=EVA, product="planner", message="It stops.")
    opened = await open_ticket(fake.desk, Request(submission=asked, channel="form", key=key))
    await name_owner(fake.desk, opened.state.id, OwnerBody(owner="anna"))
    await fake.rest()
    return opened.state.id


async def test_the_open_tickets_of_who_leaves_go_to_whoever_is_named(kept: FakeDesk) -> None:
    await put_member(kept.desk, ACME)
    tickets = [await annas_ticket(kept, f"key-{number}") for number in range(27)]
    assert (await act("remove", "anna", heir="bo")).status == 303
    found = [await known_ticket(kept.store, each) for each in tickets]
    assert {each.state.owner for each in found} == {"bo"}
    await kept.rest()
    assert len([each for each in kept.mailer.delivered if each.to.address == "bo@example.com"]) >= 27


async def test_an_heir_whom_another_instance_has_just_added_gets_the_tickets(kept: FakeDesk) -> None:
    await put_member(kept.desk, ACME)
    ticket = await annas_ticket(kept, "key")
    await look(PAGE, OLGA)
    other, cia = FakeDesk(clock=kept.clock, store=kept.store), SupporterBody.model_validate(CIA)
    await change_terms(
        other.desk,
        "supporters",
        TermsAuthor("olga", "Olga", "key"),
        lambda vendor, change: add_supporter(vendor, cia, change),
    )
    assert (await act("remove", "anna", heir="cia-oberg")).status == 303
    assert (await known_ticket(kept.store, ticket)).state.owner == "cia-oberg"


async def test_without_an_heir_everybody_on_duty_is_warned_of_the_tickets_of_who_has_left(
    kept: FakeDesk,
) -> None:
    await put_member(kept.desk, ACME)
    ticket = await annas_ticket(kept, "key")
    await act("remove", "anna")
    mails = await kept.advance(timedelta(hours=25))
    assert (await known_ticket(kept.store, ticket)).state.owner == "anna"
    assert {each.to.address for each in mails if "[" in each.subject} >= {"bo@example.com"}


async def test_nothing_is_handed_over_where_the_removal_is_asked_for_first(kept: FakeDesk) -> None:
    await put_member(kept.desk, ACME)
    ticket = await annas_ticket(kept, "key")
    await act("change", "bo", name="Bo", address="bo@example.com")
    assert (await act("remove", "anna", heir="bo")).status == 409
    assert (await act("remove", "anna", heir="nobody", confirmed="true")).status == 422
    assert (await known_ticket(kept.store, ticket)).state.owner == "anna"
    assert len(kept.desk.vendor.supporters) == 2


async def test_a_supporter_reads_and_changes_nothing_but_the_own_duty(kept: FakeDesk) -> None:
    page = await look(PAGE, ANNA)
    assert (page.status, '<form method="post"' in page.text) == (200, False)
    token = form_for((await look(DUTY, ANNA)).text, "duty")["token"]
    for fields in (CIA | {"act": "add"}, {"act": "remove", "about": "bo"}):
        assert (await send(PAGE, fields | {"token": token}, ANNA)).status == 403
    assert kept.desk.vendor == VENDOR
    assert (await look(DUTY, OLGA)).status == 403


async def test_what_the_page_has_no_form_for_is_refused(kept: FakeDesk) -> None:
    assert (await act("elevate", "anna")).status == 422
    assert (await act("change", "nobody", **CIA)).status == 404
    assert kept.desk.vendor == VENDOR


async def test_each_change_stands_in_the_audit_list(kept: FakeDesk) -> None:
    await act("add", **CIA)
    read = await read_audit(kept.desk, AuditWanted(first=date(2026, 3, 1), before=date(2026, 3, 4)))
    rows = [(each.what, each.who) for each in read.entries if each.changes]
    assert rows == [("desk_supporters_act", OLGA.id)]


async def test_a_page_is_one_storage_request_beside_its_audit_row(kept: FakeDesk) -> None:
    counting = CountingStore(kept.store)
    kept.wrapped_store = counting
    wiring.use_desk(kept.desk, kept.in_force)
    await look(PAGE, OLGA)
    await look(PAGE, OLGA)
    assert counting.counts.requests == 5  # the terms are read once for the process, and once for each page
