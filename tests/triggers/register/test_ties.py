"""Tickets tied to entries of the register: who reported it is told, once, and merging keeps every tie."""

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import BEA, EVA
from tests.triggers.register.registering import REGISTER, WORKAROUND, entered, moved, read, tied, told
from tests.triggers.tickets import opened, refused


async def test_whoever_reported_an_error_is_told_when_it_is_confirmed_with_the_workaround(
    fake: FakeDesk,
) -> None:
    entry, ticket = await entered(workaround=WORKAROUND), await opened(fake)
    assert (await tied(fake, entry, ticket)).status == 200
    assert told(fake) == []
    await moved(fake, entry, "confirmed")
    (mail,) = [each for each in fake.mailer.delivered if "(E-1)" in each.subject]
    assert mail.to.address == EVA
    assert "Starta om Planner." in mail.text
    await moved(fake, entry, "reported", reason="It is another error.")
    await moved(fake, entry, "confirmed")
    assert len(told(fake)) == 1


async def test_a_ticket_tied_after_the_confirmation_is_told_then(fake: FakeDesk) -> None:
    entry, ticket = await entered(), await opened(fake)
    await moved(fake, entry, "confirmed")
    await tied(fake, entry, ticket)
    await tied(fake, entry, ticket)
    assert len(told(fake)) == 1
    (tie,) = (await read(entry))["ties"]
    assert (tie["ticket"], tie["member"], tie["told"]) == (ticket.rpartition("/")[2], "acme", True)


async def test_a_person_who_reported_it_on_two_tickets_is_told_once(fake: FakeDesk) -> None:
    entry = await entered()
    tickets = [await opened(fake, message=text) for text in ("It is empty.", "Empty again.")]
    for ticket in (*tickets, await opened(fake, email=BEA)):
        await tied(fake, entry, ticket)
    await moved(fake, entry, "confirmed")
    assert len(told(fake)) == 2
    assert len((await read(entry))["ties"]) == 3


async def test_a_ticket_that_was_untied_is_not_told(fake: FakeDesk) -> None:
    entry, ticket = await entered(), await opened(fake)
    await tied(fake, entry, ticket)
    address = f"{REGISTER}/{entry}/ties/{ticket.rpartition('/')[2]}/remove"
    for _ in range(2):
        assert (await call("POST", address, {"author": "anna", "reason": "Another one."})).status == 200
    await fake.rest()
    await moved(fake, entry, "confirmed")
    assert (told(fake), (await read(entry))["ties"]) == ([], [])
    await tied(fake, entry, ticket)
    assert len(told(fake)) == 1


async def test_merging_keeps_every_tie_and_later_ones_land_in_the_other(fake: FakeDesk) -> None:
    kept, gone = await entered(), await entered(versions=["2"])
    tickets = [await opened(fake, message=text) for text in ("One.", "Two.", "Three.")]
    await tied(fake, kept, tickets[0])
    await tied(fake, gone, tickets[1])
    body = {"into": kept.lower(), "author": "anna"}
    for _ in range(2):
        merged = await call("POST", f"{REGISTER}/{gone}/merge", body)
        assert (merged.status, merged.json["merged_into"]) == (200, kept)
    await fake.rest()
    await tied(fake, gone, tickets[2])
    assert {each["ticket"] for each in (await read(kept))["ties"]} == {
        each.rpartition("/")[2] for each in tickets
    }
    assert (await read(gone))["ties"] == []


async def test_who_was_told_before_a_merge_is_not_told_again(fake: FakeDesk) -> None:
    kept, gone, ticket = await entered(), await entered(versions=["2"]), await opened(fake)
    await tied(fake, gone, ticket)
    await moved(fake, gone, "confirmed")
    await call("POST", f"{REGISTER}/{gone}/merge", {"into": kept, "author": "anna"})
    await fake.rest()
    await moved(fake, kept, "confirmed")
    assert len(told(fake)) == 1


async def test_chains_are_followed_and_circles_refused(fake: FakeDesk) -> None:
    names = [await entered(versions=[str(number)]) for number in range(3)]

    async def merge(source: str, into: str) -> tuple[int, str]:
        answer = await call("POST", f"{REGISTER}/{source}/merge", {"into": into, "author": "anna"})
        await fake.rest()
        return answer.status, "" if answer.status == 200 else answer.problem

    assert await merge(names[0], names[0]) == (422, "register-merge-circular")
    assert await merge(names[2], names[1]) == (200, "")
    assert await merge(names[1], names[0]) == (200, "")
    assert await merge(names[0], names[2]) == (422, "register-merge-circular")
    assert await merge(names[2], names[1]) == (200, "")
    ticket = await opened(fake)
    await tied(fake, names[2], ticket)
    assert len((await read(names[0]))["ties"]) == 1
    answer = await moved(fake, names[2], "confirmed")
    assert (answer.problem, names[1] in answer.json["detail"]) == ("register-entry-merged", True)


async def test_a_ticket_about_another_product_is_tied_only_where_that_is_said(fake: FakeDesk) -> None:
    entry, ticket = await entered(product="ledger"), await opened(fake)
    before = fake.store.everything()
    refused = await tied(fake, entry, ticket)
    assert (refused.status, refused.problem) == (409, "register-product-differs")
    assert fake.store.everything() == before
    assert (await tied(fake, entry, ticket, other_product=True)).status == 200
    assert len((await read(entry))["ties"]) == 1


async def test_what_is_not_there_is_not_tied(fake: FakeDesk) -> None:
    entry, ticket = await entered(), await opened(fake)
    assert (await tied(fake, "E-9", ticket)).problem == "register-entry-unknown"
    assert (await tied(fake, entry, f"/api/tickets/{'a' * 16}")).problem == "ticket-unknown"


async def test_an_answer_ties_its_ticket_and_the_ticket_shows_the_entry(fake: FakeDesk) -> None:
    entry, ticket = await entered(), await opened(fake)
    body = {"text": "We have found it.", "author": "anna", "answers_up_to": "m1", "errors": [entry.lower()]}
    for _ in range(2):
        assert (await call("POST", f"{ticket}/answers", body)).status == 202
        await fake.rest()
    (tie,) = (await read(entry))["ties"]
    assert tie["ticket"] == ticket.rpartition("/")[2]
    (shown,) = (await call("GET", f"{ticket}?language=en")).json["tied_to"]
    assert (shown["entry"], shown["title"], shown["state"]) == (entry, "The calendar stays empty", "reported")


async def test_an_answer_that_names_no_entry_of_the_product_is_not_sent(fake: FakeDesk) -> None:
    other, ticket = await entered(product="ledger"), await opened(fake)
    body = {"text": "We have found it.", "author": "anna", "answers_up_to": "m1"}
    for entry, told_as in (("E-9", "register-entry-unknown"), (other, "register-product-differs")):
        assert (await refused(fake, f"{ticket}/answers", body | {"errors": [entry]}))[1] == told_as
    assert (await refused(fake, f"{ticket}/answers", body | {"errors": ["nine"]}))[1] == "fields-invalid"


async def test_a_ticket_shows_in_which_entry_its_own_goes_on(fake: FakeDesk) -> None:
    kept, gone, ticket = await entered(), await entered(versions=["2"]), await opened(fake)
    await tied(fake, gone, ticket)
    await call("POST", f"{REGISTER}/{gone}/merge", {"into": kept, "author": "anna"})
    (shown,) = (await call("GET", ticket)).json["tied_to"]
    assert (shown["entry"], shown["named"]) == (kept, gone)


async def test_a_ticket_tied_after_the_release_is_told_in_which_version_it_is_fixed(fake: FakeDesk) -> None:
    entry, ticket = await entered(workaround=WORKAROUND), await opened(fake)
    for state, said in (("confirmed", {}), ("fixed", {"version": "9.1"}), ("released", {})):
        await moved(fake, entry, state, **said)
    await tied(fake, entry, ticket)
    (mail,) = [each for each in fake.mailer.delivered if "(E-1)" in each.subject]
    assert "version 9.1" in mail.text
    assert "Starta om Planner." not in mail.text


async def test_a_reply_to_the_confirmation_goes_to_the_ticket(fake: FakeDesk) -> None:
    entry, ticket = await entered(), await opened(fake)
    await tied(fake, entry, ticket)
    await moved(fake, entry, "confirmed")
    receipt, mail = [each for each in fake.mailer.delivered if each.to.address == EVA]
    assert mail.reply_to
    assert mail.reply_to == receipt.reply_to


async def test_a_ticket_that_goes_on_in_another_is_not_tied_and_nobody_unknown_ties(fake: FakeDesk) -> None:
    entry, gone = await entered(), await opened(fake)
    kept = await opened(fake, message="Another one.")
    await call("POST", f"{gone}/merge", {"author": "anna", "into": kept.rpartition("/")[2]})
    await fake.rest()
    assert (await tied(fake, entry, gone)).problem == "ticket-merged"
    assert (await tied(fake, entry, kept, author="nobody")).problem == "author-unknown"
    assert (await read(entry))["ties"] == []


async def test_a_tie_on_a_ticket_that_is_merged_later_stays_its_requesters(fake: FakeDesk) -> None:
    entry, gone = await entered(), await opened(fake, email=BEA)
    kept = await opened(fake)
    await tied(fake, entry, gone)
    await call("POST", f"{gone}/merge", {"author": "anna", "into": kept.rpartition("/")[2]})
    await fake.rest()
    await moved(fake, entry, "confirmed")
    assert [each.to.address for each in fake.mailer.delivered if "(E-1)" in each.subject] == [BEA]
