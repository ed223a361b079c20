"""Who comes by the open door: unproved strangers wait, members never do, and all are answered alike."""

from datetime import timedelta

import pytest

from shared.domain.values.holding import WhyHeld
from tests.examples.form_proofs import task_in, worked_out
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call, submit
from tests.triggers.examples import EVA, REQUEST, STRANGER, TOKEN
from tests.triggers.floods.knocking import NETWORK, form_sent, held, letters_to, proof_of, queued, sent


async def test_a_strangers_form_with_its_proof_waits_at_the_gate_as_ever(fake: FakeDesk) -> None:
    answer = await form_sent(proof=await proof_of(fake))
    await fake.rest()
    assert answer.status == 303
    assert await held() == []
    assert len(await queued()) == 1
    assert len(letters_to(fake, "anna@example.com")) == 1


async def test_a_strangers_request_without_a_proof_is_held_and_only_its_writer_is_mailed(
    fake: FakeDesk,
) -> None:
    answer = await sent()
    await fake.rest()
    assert [(each["ticket"], each["because"]) for each in await held()] == [
        (answer.json["ticket"], WhyHeld.UNPROVED)
    ]
    assert await queued() == set()
    assert [mail.to.address for mail in fake.mailer.delivered] == [STRANGER]


async def test_a_members_request_without_a_proof_gets_through_at_once(fake: FakeDesk) -> None:
    kept = await call("POST", "/api/intake", REQUEST)
    await fake.rest()
    assert await held() == []
    assert await queued() == {kept.json["ticket"]}
    assert len(letters_to(fake, "anna@example.com")) == 1


@pytest.mark.parametrize("proof", ["", "x", "e30=", "bnVsbA==", "W10=", "A" * 5000, "\u00e5"])
async def test_what_is_no_proof_is_none_and_no_error(fake: FakeDesk, proof: str) -> None:
    assert (await sent(proof=proof)).status == 202
    await fake.rest()
    assert [each["because"] for each in await held()] == [WhyHeld.UNPROVED]


async def test_a_proof_serves_once(fake: FakeDesk) -> None:
    proof = await proof_of(fake)
    first = await sent(proof=proof, message="First.")
    second = await sent(proof=proof, message="Second.")
    await fake.rest()
    assert [each["ticket"] for each in await held()] == [second.json["ticket"]]
    assert await queued() == {first.json["ticket"]}


async def test_a_proof_of_long_ago_is_none(fake: FakeDesk) -> None:
    await sent(proof=await proof_of(fake, timedelta(minutes=51)))
    assert [each["because"] for each in await held()] == [WhyHeld.UNPROVED]


async def test_a_form_that_comes_back_sooner_than_anybody_types_is_held(fake: FakeDesk) -> None:
    await form_sent(proof=await proof_of(fake, timedelta(seconds=1)))
    assert [each["because"] for each in await held()] == [WhyHeld.TRAPPED]


async def test_a_form_that_is_mended_and_sent_again_at_once_is_not_taken_for_a_machines(
    fake: FakeDesk,
) -> None:
    page = await form_sent(proof=await proof_of(fake), email="no address")
    assert page.status == 422
    fake.clock.instant += timedelta(seconds=1)
    assert (await form_sent(proof=worked_out(task_in(page.text)))).status == 303
    assert await held() == []


async def test_a_machine_that_sends_a_mistake_first_still_has_to_wait(fake: FakeDesk) -> None:
    page = await form_sent(proof=await proof_of(fake, timedelta(seconds=1)), email="no address")
    await form_sent(proof=worked_out(task_in(page.text)))
    assert [each["because"] for each in await held()] == [WhyHeld.TRAPPED]


async def test_a_form_with_the_unseen_field_filled_in_is_held_with_the_same_answer(fake: FakeDesk) -> None:
    caught = await form_sent(proof=await proof_of(fake), website="https://spam.example.com", message="One.")
    other = await form_sent(proof=await proof_of(fake), message="Two.")
    assert [each["because"] for each in await held()] == [WhyHeld.TRAPPED]
    assert (caught.status, caught.body, len(caught.headers["Location"])) == (
        other.status,
        other.body,
        len(other.headers["Location"]),
    )


async def test_a_member_that_fills_in_the_unseen_field_still_has_its_clock(fake: FakeDesk) -> None:
    await submit(REQUEST | {"website": "https://acme.example.org", "token": TOKEN})
    await fake.rest()
    (entry,) = (await call("GET", "/api/queue")).json["tickets"]
    assert entry["due"] is not None
    assert await held() == []


async def test_what_is_held_is_found_by_its_code_and_read_whole(fake: FakeDesk) -> None:
    ticket = (await sent()).json["ticket"]
    await fake.rest()
    (found,) = (await call("GET", f"/api/queue?code={ticket[:8]}")).json["tickets"]
    assert found["ticket"] == ticket
    view = (await call("GET", f"/api/tickets/{ticket}")).json
    assert view["turns"][0]["text"] == REQUEST["message"]
    assert (view["held"]["because"], view["dropped"]) == ("unproved", None)


async def test_one_address_may_send_so_many_in_an_hour_however_it_is_spelled_and_a_member_no_more(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_address=3))
    for number, spelled in enumerate((EVA, EVA.upper(), EVA.replace("@", "+tag@"))):
        answer = await call("POST", "/api/intake", REQUEST | {"email": spelled, "message": f"{number}"})
        assert answer.status == 202
    for who in (EVA, EVA.replace("@", "+other@")):
        over = await call("POST", "/api/intake", REQUEST | {"email": who, "message": "More."})
        assert (over.status, over.problem) == (429, "too-many-requests")
        assert 3000 <= int(over.headers["Retry-After"]) <= 3600
    fake.clock.instant += timedelta(hours=1)
    assert (await call("POST", "/api/intake", REQUEST)).status == 202


async def test_one_network_may_send_so_many_in_an_hour_and_what_a_client_writes_itself_moves_it_nowhere(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_network=2))

    async def from_address(address: str, who: str) -> int:
        headers = {"X-Forwarded-For": address}
        return (await call("POST", "/api/intake", REQUEST | {"email": who}, headers)).status

    assert await from_address("198.51.100.7", "a@one.example.org") == 202
    assert await from_address("203.0.113.9, 198.51.100.200:99", EVA) == 202
    assert await from_address("203.0.113.1, 198.51.100.3", "b@two.example.org") == 429
    assert await from_address("198.51.101.3", "b@two.example.org") == 202


@pytest.mark.parametrize(("language", "words"), [("sv", "Vänta en stund"), ("en", "Please wait a while")])
async def test_a_person_over_the_limit_gets_a_page_that_says_when_and_keeps_what_was_typed(
    fake: FakeDesk, language: str, words: str
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_address=1))
    await form_sent(message="First.")
    page = await form_sent({"Accept-Language": language}, message="Second, and long.")
    assert (page.status, page.media) == (429, "text/html")
    assert int(page.headers["Retry-After"]) > 0
    assert words in page.text
    assert "Second, and long." in page.text


async def test_what_is_refused_leaves_everything_as_it_was(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_address=1))
    await sent(message="First.")
    before = fake.store.everything()
    assert (await sent(message="Second.")).status == 429
    assert fake.store.everything() == before


async def test_the_same_request_again_counts_nothing(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_address=2))
    answers = [await call("POST", "/api/intake", REQUEST, {"Idempotency-Key": "one"}) for _ in range(5)]
    assert {(each.status, each.json["ticket"]) for each in answers} == {(202, answers[0].json["ticket"])}
    assert (await call("POST", "/api/intake", REQUEST | {"message": "Another."})).status == 202


async def test_over_the_limit_in_total_a_stranger_is_answered_as_a_member_and_only_the_member_gets_through(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(in_total=5))
    for number in range(5):
        await sent(email=f"visitor@{number}.example.org")
    proof = await proof_of(fake)
    stranger = await sent(proof=proof)
    member = await call("POST", "/api/intake", REQUEST, NETWORK)
    assert (stranger.status, dict(stranger.headers)) == (member.status, dict(member.headers))
    assert await queued() == {member.json["ticket"]}
    assert [each["because"] for each in await held()][-1] == WhyHeld.FLOOD


async def test_programs_with_the_key_are_neither_counted_nor_held(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_address=1))
    for number in range(3):
        body = REQUEST | {"email": STRANGER, "message": f"{number}"}
        assert (await call("POST", "/api/intake/trusted", body)).status == 202
    assert await held() == []


@pytest.mark.usefixtures("fake")
async def test_the_form_runs_a_script_of_ours_only_and_no_other_page_runs_any() -> None:
    form = await call("GET", "/api/intake", headers=BROWSER)
    assert "script-src 'self'" in form.headers["Content-Security-Policy"]
    thanks = await call("GET", "/api/intake/thanks", headers=BROWSER)
    assert "script-src" not in thanks.headers["Content-Security-Policy"]
    script = await call("GET", "/api/intake/proof.js")
    assert (script.status, script.media) == (200, "text/javascript")
