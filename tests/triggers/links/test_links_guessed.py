"""Ten thousand links that were changed or mixed: each is no link, and none opens anything.

So are those of another purpose, of another key, over, or revoked.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from random import Random
from urllib.parse import urlencode

import pytest
from azure.functions import HttpRequest, HttpResponse

from shared.domain.facts.links import Link, Purpose, read, sign
from tests.examples.indexed_functions import Indexed, http_functions
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, call
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link, path_to
from tests.triggers.tickets import opened

PARTS, OF_EACH = 10, 1000
RENEWAL = "renewal"
"""The door at which a link of any purpose, over or not, has a new one mailed to its own person."""
LETTERS = "abcdefghijklmnopqrstuvwxyz234567ABCXYZ0189._-=%~ åĸ٣\u212a"
AT_LINKS = [each for each in http_functions() if "{link}" in each.trigger["route"]]
DOORS = [(function, method) for function in AT_LINKS for method in function.methods]

type Change = Callable[[Random, str, str], str]
"""A token made of one that is good, and another that is good too."""


def letter_changed(random: Random, token: str, _: str) -> str:
    place = random.randrange(len(token))
    return token[:place] + random.choice(LETTERS) + token[place + 1 :]


def letter_put_in(random: Random, token: str, _: str) -> str:
    place = random.randrange(len(token) + 1)
    return token[:place] + random.choice(LETTERS) + token[place:]


def cut(random: Random, token: str, _: str) -> str:
    return token[: random.randrange(len(token))]


def letters_left_out(random: Random, token: str, _: str) -> str:
    place = random.randrange(len(token))
    return token[:place] + token[place + random.randint(1, 8) :]


def letters_swapped(random: Random, token: str, _: str) -> str:
    first, second = sorted(random.sample(range(len(token)), 2))
    return f"{token[:first]}{token[second]}{token[first + 1 : second]}{token[first]}{token[second + 1 :]}"


def part_of_the_other(random: Random, token: str, other: str) -> str:
    ours, theirs = token.split("."), other.split(".")
    for place in random.sample(range(len(ours)), random.randint(1, len(ours) - 1)):
        ours[place] = theirs[place]
    return ".".join(ours)


def part_made_up(random: Random, token: str, _: str) -> str:
    ours = token.split(".")
    place = random.randrange(len(ours))
    ours[place] = "".join(random.choices(LETTERS[:32], k=len(ours[place]) or 16))
    return ".".join(ours)


def lasting_longer(random: Random, token: str, _: str) -> str:
    *ours, expires, seal = token.split(".")
    return ".".join([*ours, str(int(expires) + random.randint(1, 10**9)), seal])


def case_turned(random: Random, token: str, _: str) -> str:
    place = random.choice([place for place, letter in enumerate(token) if letter.isalpha()])
    return token[:place] + token[place].swapcase() + token[place + 1 :]


def wrapped(random: Random, token: str, other: str) -> str:
    return random.choice(
        [f"{token}.", f".{token}", f"{token}/{other}", f"{token}{other}", f"{token}%00", f" {token}"]
    )


def unsealed(random: Random, token: str, _: str) -> str:
    told = token.rpartition(".")[0]
    return f"{told}.{random.choice(['', 'A' * 20, '=' * 20, '.', 'none'])}"


CHANGES: tuple[Change, ...] = (
    letter_changed, letter_put_in, cut, letters_left_out, letters_swapped, part_of_the_other, part_made_up,
    lasting_longer, case_turned, wrapped, unsealed,
)  # fmt: skip


async def status(function: Indexed, method: str, token: str) -> int:
    """What the function answers to this token, asked as a browser does."""
    act = "message" if "/ticket/" in function.trigger["route"] else "decline"
    body = urlencode({"act": act, "message": "Let me in."}).encode()
    request = HttpRequest(
        method,
        f"http://127.0.0.1:7071/{function.trigger['route']}",
        headers={**BROWSER, **(FORM if method == "POST" else {})},
        route_params={"link": token},
        body=body if method == "POST" else b"",
    )
    response = await function.run(**{function.trigger["name"]: request})
    assert isinstance(response, HttpResponse)
    return int(response.status_code)


async def tokens(fake: FakeDesk) -> list[str]:
    """A link of each purpose, well signed, at Eva's ticket, and at another of hers."""
    found = []
    for words in ("The calendar stays empty.", "And it prints nothing."):
        address = await opened(fake, message=words)
        ticket, person = address.rpartition("/")[2], mailed_link(fake, EVA).split(".")[2]
        for purpose in Purpose:
            about = "" if purpose is Purpose.TICKET else "m" * 16
            link = Link.lasting(purpose, ticket, person, fake.clock.now(), about=about)
            found.append(path_to(fake, link).rpartition("/")[2])
    return found


@pytest.mark.parametrize("part", range(PARTS))
async def test_no_link_that_was_changed_opens_anything(fake: FakeDesk, part: int) -> None:
    random, good = Random(part), await tokens(fake)  # noqa: S311 - the same changes every time
    before, mailed, tried = fake.store.everything(), len(fake.mailer.delivered), 0
    while tried < OF_EACH:
        token, other = random.sample(good, 2)
        made = random.choice(CHANGES)(random, token, other)
        if made in good:
            continue
        function, method = random.choice(DOORS)
        answer = await status(function, method, made)
        assert answer in {404, 410}, (function.name, method, made)
        tried += 1
    assert fake.store.everything() == before
    assert len(fake.mailer.delivered) == mailed


OF_TICKETS = {Purpose.TICKET, Purpose.CONFERENCE, Purpose.SESSION, Purpose.QUOTE, Purpose.FILE}
"""What is revoked with a ticket's links; others are held to it at their own doors."""


def opens(function: Indexed, purpose: Purpose) -> bool:
    """Whether links of this purpose open it."""
    return f"/{purpose}/" in f"/{function.trigger['route']}/"


async def test_a_good_link_of_another_purpose_opens_nothing(fake: FakeDesk) -> None:
    for token, (function, method) in product(await tokens(fake), DOORS):
        if not opens(function, Purpose(token.partition(".")[0])) and function.name != RENEWAL:
            assert await status(function, method, token) == 404, (function.name, token)


async def test_a_link_that_another_key_signed_opens_nothing(fake: FakeDesk) -> None:
    good = [read(token, fake.desk.link_keys) for token in await tokens(fake)]
    for key in (b"another key", b"", b"\0" * 32):
        for link, (function, method) in product(good, DOORS):
            assert await status(function, method, sign(link, key)) == 404, (function.name, link)


async def test_a_link_that_is_over_and_one_that_was_revoked_are_gone_at_every_door(fake: FakeDesk) -> None:
    good = await tokens(fake)
    fitting = [
        (function, method, token)
        for token, (function, method) in product(good, DOORS)
        if (purpose := Purpose(token.partition(".")[0])) in OF_TICKETS and opens(function, purpose)
    ]
    for ticket in {read(token, fake.desk.link_keys).ticket for token in good}:
        why = {"author": "anna", "reason": "It got about."}
        assert (await call("POST", f"/api/tickets/{ticket}/links/revoke", why)).status == 200
    revoked = {await status(*each) for each in fitting}
    fake.clock.instant += timedelta(days=91)
    over = {await status(*each) for each in fitting}
    assert (revoked, over) == ({410}, {410})
