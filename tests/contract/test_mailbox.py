"""A mailbox gives every mail, page by page, from where one has read; fake and adapter alike."""

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from azure.core.credentials import AccessToken
from azure.core.credentials_async import AsyncTokenCredential

from devstack.graph_stand_in import TOKEN, running_graph_stand_in
from shared.adapters.graph_mailbox import GraphMailbox
from shared.ports.mailbox import Mailbox, MailboxCursorLost, MailboxUnavailable
from tests.fakes.mailbox import MemoryMailbox

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADDRESS = "support@example.com"


class FixedToken(AsyncTokenCredential):
    """An identity that always has the same token."""

    async def get_token(self, *scopes: str, **_: Any) -> AccessToken:  # noqa: ANN401 - the SDK's own signature
        assert scopes == ("https://graph.microsoft.com/.default",)
        return AccessToken(TOKEN, 2_000_000_000)

    async def close(self) -> None:
        return

    async def __aexit__(self, *_: object) -> None:
        return


@dataclass
class Place:
    """A mailbox, and how a mail comes into it."""

    mailbox: Mailbox
    arrive: Callable[[bytes, datetime], str]
    inside: Any


@pytest.fixture(params=["memory", "graph"])
async def place(request: pytest.FixtureRequest) -> AsyncGenerator[Place]:
    """The fake, then the adapter over the stand-in."""
    if request.param == "memory":
        fake = MemoryMailbox()
        yield Place(fake, fake.arrive, fake)
        return
    async with AsyncExitStack() as parts:
        graph = await parts.enter_async_context(running_graph_stand_in())
        mailbox = await parts.enter_async_context(GraphMailbox(ADDRESS, FixedToken(), graph.endpoint))
        yield Place(mailbox, graph.arrive, graph)


async def read_all(mailbox: Mailbox, cursor: str = "", since: datetime = START) -> tuple[list[str], str]:
    """Every mail from the cursor to the end, and the last cursor."""
    mails: list[str] = []
    last = False
    while not last:
        page = await mailbox.page(cursor, since)
        mails += page.mails
        cursor, last = page.cursor, page.last
    return mails, cursor


async def test_every_mail_is_on_one_page_in_the_order_of_arrival(place: Place) -> None:
    ids = [place.arrive(f"mail {number}".encode(), START) for number in range(5)]
    assert (await read_all(place.mailbox))[0] == ids


async def test_what_came_later_is_read_from_the_last_cursor_and_nothing_else(place: Place) -> None:
    place.arrive(b"first", START)
    _, cursor = await read_all(place.mailbox)
    assert (await read_all(place.mailbox, cursor))[0] == []
    later = place.arrive(b"second", START + timedelta(hours=1))
    assert (await read_all(place.mailbox, cursor))[0] == [later]


async def test_mails_from_before_the_beginning_are_left_alone(place: Place) -> None:
    place.arrive(b"old", START - timedelta(seconds=1))
    new = place.arrive(b"new", START)
    assert (await read_all(place.mailbox))[0] == [new]


async def test_a_mail_is_given_as_it_came_to_the_last_byte(place: Place) -> None:
    raw = b"Subject: \xe5\xe4\xf6\r\n\r\n\x00\xff" + bytes(range(256)) * 40
    mail = place.arrive(raw, START)
    assert await place.mailbox.raw(mail) == raw


async def test_a_mail_that_somebody_has_moved_away_is_not_there(place: Place) -> None:
    mail = place.arrive(b"x", START)
    place.inside.gone.add(mail)
    assert await place.mailbox.raw(mail) is None
    assert (await read_all(place.mailbox))[0] == []


async def test_a_cursor_that_the_service_has_forgotten_is_said_to_be_lost(place: Place) -> None:
    place.arrive(b"x", START)
    _, cursor = await read_all(place.mailbox)
    place.inside.forget()
    with pytest.raises(MailboxCursorLost):
        await place.mailbox.page(cursor, START)
    assert len((await place.mailbox.page("", START)).mails) == 1


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
async def test_a_service_that_cannot_now_is_asked_once_and_never_slept_for(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_graph_stand_in() as graph, GraphMailbox(ADDRESS, FixedToken(), graph.endpoint) as box:
        graph.answers.append(status)
        with caplog.at_level(logging.WARNING), pytest.raises(MailboxUnavailable, match=f"^{status}$"):
            await box.page("", START)
        assert graph.answers == []
        assert ADDRESS not in caplog.text


async def test_nobody_listening_is_unavailable_and_names_no_address() -> None:
    async with GraphMailbox(ADDRESS, FixedToken(), "http://127.0.0.1:9/v1.0") as box:
        with pytest.raises(MailboxUnavailable) as error:
            await box.raw("AAMk")
    assert ADDRESS not in str(error.value)


async def test_a_cursor_that_leads_to_another_host_is_not_followed_with_our_token() -> None:
    async with running_graph_stand_in() as graph, GraphMailbox(ADDRESS, FixedToken()) as box:
        with pytest.raises(MailboxCursorLost):
            await box.page(f"{graph.endpoint}/users/x/mailFolders/inbox/messages/delta?$token=x", START)
