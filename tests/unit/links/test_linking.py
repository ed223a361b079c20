"""What links come to at a ticket: proved, revoked, renewed, and carried along where its matter goes."""

from datetime import timedelta

from shared.domain.events.event import fold
from shared.domain.facts.links import Link, read, sign
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letters import NewLink, Receipt
from shared.domain.letters.sends import Recipient
from shared.domain.messages.merging import decide_taking_turns
from shared.domain.tickets.linking import (
    RENEWED_AT_MOST_EVERY,
    decide_proving,
    decide_renewing,
    proves,
    ticket_link,
)
from shared.domain.values.house import House
from shared.domain.values.identity import address_key
from tests.examples.event_examples import MINUTE, TEN, turn
from tests.fakes.desk import VENDOR

SECRET = b"a secret for tests only"
EVA = Recipient(address="Eva@acme.example.org", name="Eva")
HOUSE = House(vendor=VENDOR, secret=SECRET)
PERSON = address_key(SECRET, EVA.address)
TICKET = "k7q2m4xw3bt5nz6a"


def ticket() -> TicketState:
    return fold(TICKET, turn("m1", TEN))


def test_a_link_names_its_person_whatever_the_case_of_the_address() -> None:
    upper, lower = [ticket_link(ticket(), each, TEN, SECRET) for each in ("EVA@x.example", "eva@x.example")]
    assert upper == lower


def test_a_link_mailed_with_copies_proves_nothing_and_one_mailed_alone_does() -> None:
    assert proves(ticket_link(ticket(), EVA.address, TEN, SECRET))
    assert not proves(ticket_link(ticket(), EVA.address, TEN, SECRET, copied=True))


def test_a_link_mailed_with_copies_says_so_in_its_address_and_in_rows_of_before_this_was_a_field() -> None:
    copied = ticket_link(ticket(), EVA.address, TEN, SECRET, copied=True)
    assert read(sign(copied, SECRET), [SECRET]) == copied
    before = copied.model_dump(exclude={"copied"}) | {"about": "mailedwithcopies"}
    assert Link.model_validate(before) == copied


def test_a_letter_that_was_stored_before_letters_had_links_can_still_be_read() -> None:
    stored = '{"letter":"receipt","ticket":"k7q2m4xw3bt5nz6a","reply_due":"2026-03-03T09:00:00Z"}'
    assert Receipt.model_validate_json(stored).link is None


def test_a_new_link_is_mailed_once_an_hour_to_each_person() -> None:
    state, now = ticket(), TEN
    first = decide_renewing(state, EVA, now, HOUSE)
    (send,) = first.sends
    assert isinstance(send.letter, NewLink)
    assert (send.letter.link.person, send.to) == (PERSON, EVA)
    state = first.state_after(state)
    assert not decide_renewing(state, EVA, now + RENEWED_AT_MOST_EVERY - MINUTE, HOUSE).sends
    assert decide_renewing(state, Recipient(address="bea@acme.example.org"), now, HOUSE).sends
    assert decide_renewing(state, EVA, now + RENEWED_AT_MOST_EVERY, HOUSE).sends


def test_what_is_remembered_of_renewals_does_not_grow_with_them() -> None:
    state = ticket()
    for hour in range(5):
        state = decide_renewing(state, EVA, TEN + timedelta(hours=hour), HOUSE).state_after(state)
    assert [each.at for each in state.renewals] == [TEN + timedelta(hours=4)]


def test_an_address_that_was_proved_is_proved_where_the_matter_goes_on() -> None:
    source = decide_proving(ticket(), PERSON, TEN).state_after(ticket())
    target = fold("m5d2s7kq3xwzafne", turn("m1", TEN))
    taken = decide_taking_turns(target, source, ("m1",), {}, TEN).state_after(target)
    assert taken.proved == (PERSON,)
    assert decide_taking_turns(taken, source, ("m1",), {}, TEN).events == ()
