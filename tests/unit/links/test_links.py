"""What a signed link promises: this one thing, at this ticket, as this person, until then."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.events.link_events import LinksRevoked
from shared.domain.facts.links import LIFETIMES, Link, Purpose, read, sign
from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.ports.desk import Desk
from shared.settings import read_settings
from shared.usecases.links.open_link import link_address, open_link
from tests.fakes.desk import FakeDesk

NOW = datetime(2026, 3, 2, 9, 0, 12, 345678, tzinfo=UTC)
KEY, OLD = b"the newest key", b"the key before"
LINK = Link.lasting(Purpose.QUOTE, "k7q2m4xw3bt5nz6a", "m5d2s7kq3xwzafne", NOW, about="p4t6yh2wq7kdm3zx")
URL_SAFE = set(string.ascii_lowercase + string.digits + ".")

digests = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16)
links = st.builds(
    Link,
    purpose=st.sampled_from(Purpose),
    ticket=digests,
    person=digests,
    about=st.just("") | digests,
    series=st.integers(0, 999_999),
    expires=st.datetimes(datetime(2026, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - hypothesis adds the zone
        lambda instant: instant.replace(microsecond=0)
    ),
)


@given(links)
def test_what_was_signed_is_read_as_it_was(link: Link) -> None:
    assert read(sign(link, KEY), [KEY]) == link


@given(links)
def test_a_token_needs_no_escaping_in_an_address(link: Link) -> None:
    assert set(sign(link, KEY)) <= URL_SAFE


@pytest.mark.parametrize("place", range(len(sign(LINK, KEY))))
def test_a_token_with_one_sign_changed_opens_nothing(place: int) -> None:
    token = sign(LINK, KEY)
    other = "b" if token[place] != "b" else "c"
    with pytest.raises(LinkInvalid):
        read(token[:place] + other + token[place + 1 :], [KEY])


@pytest.mark.parametrize("token", ["", ".", "quote", sign(LINK, KEY)[:-1], sign(LINK, KEY) + "a", "é." * 7])
def test_what_is_no_whole_token_opens_nothing(token: str) -> None:
    with pytest.raises(LinkInvalid):
        read(token, [KEY])


def test_a_link_signed_with_an_older_key_opens_as_long_as_that_key_is_kept() -> None:
    token = sign(LINK, OLD)
    assert read(token, [KEY, OLD]) == LINK
    with pytest.raises(LinkInvalid):
        read(token, [KEY])


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_lasts_as_long_as_its_purpose_and_no_longer(purpose: Purpose) -> None:
    link = Link.lasting(purpose, LINK.ticket, LINK.person, NOW)
    last = NOW.replace(microsecond=0) + LIFETIMES[purpose]
    assert not link.expired(last)
    assert link.expired(last + timedelta(microseconds=1))


def test_revoking_ends_the_links_there_are_and_not_the_later_ones() -> None:
    revoked = LinksRevoked(recorded=NOW, at=NOW, author="anna", reason="Sent to the wrong person.")
    state = revoked.on(TicketState(id=LINK.ticket))
    with pytest.raises(LinkRevoked):
        LINK.must_hold(state.link_series)
    Link.lasting(Purpose.QUOTE, LINK.ticket, LINK.person, NOW, series=state.link_series).must_hold(
        state.link_series
    )


@pytest.fixture
def desk() -> Desk:
    return FakeDesk().desk


async def test_a_link_for_another_purpose_opens_nothing(desk: Desk) -> None:
    with pytest.raises(LinkInvalid):
        await open_link(desk, link_address(desk, LINK).rpartition("/")[2], Purpose.CONFERENCE)


async def test_a_link_that_has_expired_says_so(desk: Desk) -> None:
    over = Link.lasting(Purpose.QUOTE, LINK.ticket, LINK.person, desk.clock.now() - timedelta(days=31))
    with pytest.raises(LinkExpired):
        await open_link(desk, link_address(desk, over).rpartition("/")[2], Purpose.QUOTE)


async def test_a_link_to_a_ticket_that_is_not_there_opens_nothing(desk: Desk) -> None:
    with pytest.raises(LinkRevoked):
        await open_link(desk, link_address(desk, LINK).rpartition("/")[2], Purpose.QUOTE)


def test_without_keys_one_is_made_from_the_secret_that_is_not_the_secret() -> None:
    given = {
        "DESK_SECRET": "sixteen letters and more",
        "DESK_MAIL_ENDPOINT": "http://127.0.0.1:1",
        "DESK_SENDER_ADDRESS": "desk@example.com",
        "DESK_FALLBACK_ADDRESS": "desk@example.com",
    }
    (made,) = read_settings(given).link_signing_keys()
    assert made != b"sixteen letters and more"
    assert read_settings(given | {"DESK_LINK_KEYS": '["new", "old"]'}).link_signing_keys() == (b"new", b"old")
