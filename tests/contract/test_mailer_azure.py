"""What the real mail adapter makes of the provider's answers."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Self

import pytest
from aiohttp import web
from azure.core.credentials import AccessToken, AzureKeyCredential
from azure.core.exceptions import ClientAuthenticationError

from devstack.mail_catcher import Fault, MailCatcher, running_mail_catcher
from shared.adapters.mail import AzureMailer
from shared.ports.mailer import MailDeferred, MailRefused
from tests.contract.posts import NOW
from tests.contract.provider import MAIL, OTHER_KEY, Provider, error, mailer_to, mailer_with, operation


@pytest.fixture
async def catcher() -> AsyncIterator[MailCatcher]:
    async def now() -> datetime:
        return NOW

    async with running_mail_catcher(now=now) as running:
        yield running


async def test_a_wrong_key_defers_mail_and_loses_none(catcher: MailCatcher) -> None:
    async with mailer_with(catcher.endpoint, OTHER_KEY) as mailer:
        with pytest.raises(MailDeferred, match="401 Denied"):
            await mailer.send(MAIL, first_sent=NOW)
        with pytest.raises(MailDeferred, match="401 Denied"):
            await mailer.probe()
    async with mailer_with(catcher.endpoint, catcher.key) as mailer:
        await mailer.send(MAIL, first_sent=NOW)

    assert len(catcher.mails()) == 1


async def test_a_send_names_its_operation_and_when_it_was_first_tried() -> None:
    provider = Provider(web.json_response({"id": MAIL.operation_id, "status": "Running"}, status=202))
    stockholm = datetime.fromisoformat("2026-10-25T01:30:00+02:00")

    async with mailer_to(provider) as mailer:
        await mailer.send(MAIL, first_sent=stockholm)

    [(method, path, headers)] = provider.requests
    assert (method, path) == ("POST", "/emails:send")
    assert headers["Operation-Id"] == headers["Repeatability-Request-ID"] == MAIL.operation_id
    assert headers["Repeatability-First-Sent"] == "Sat, 24 Oct 2026 23:30:00 GMT"


@pytest.mark.parametrize("status", [401, 403, 404, 408, 429, 500, 502, 503, 504])
async def test_our_own_mistakes_and_outages_defer_after_one_request(status: int) -> None:
    provider = Provider(error(status, "Some"))

    async with mailer_to(provider) as mailer:
        with pytest.raises(MailDeferred, match=f"^{status} Some$"):
            await mailer.send(MAIL, first_sent=NOW)

    assert len(provider.requests) == 1


@pytest.mark.parametrize("status", [413, 422])
async def test_what_the_provider_cannot_take_is_refused(status: int) -> None:
    async with mailer_to(Provider(error(status, "RequestTooLarge"))) as mailer:
        with pytest.raises(MailRefused, match=f"^{status} RequestTooLarge$"):
            await mailer.send(MAIL, first_sent=NOW)


async def test_a_refusal_is_believed_when_it_is_about_the_mail_itself() -> None:
    provider = Provider(error(400, "InvalidEmailAddress"), error(404), error(400, "InvalidEmailAddress"))

    async with mailer_to(provider) as mailer:
        with pytest.raises(MailRefused, match=r"^400 InvalidEmailAddress$"):
            await mailer.send(MAIL, first_sent=NOW)

    assert [(method, path) for method, path, _ in provider.requests] == [
        ("POST", "/emails:send"),
        ("GET", f"/emails/operations/{MAIL.operation_id}"),
        ("POST", "/emails:send"),
    ]
    assert "Repeatability-Request-ID" not in provider.requests[2][2]


@pytest.mark.parametrize("status", [400, 409, 412])
@pytest.mark.parametrize("state", ["NotStarted", "Running", "Succeeded"])
async def test_a_repeated_send_that_the_provider_knows_is_accepted(status: int, state: str) -> None:
    provider = Provider(error(status), operation(state))

    async with mailer_to(provider) as mailer:
        await mailer.send(MAIL, first_sent=NOW)

    assert len(provider.requests) == 2


@pytest.mark.parametrize("state", ["Failed", "Canceled"])
async def test_a_repeated_send_that_has_failed_for_good_is_refused(state: str) -> None:
    async with mailer_to(Provider(error(412), operation(state, "EmailDropped"))) as mailer:
        with pytest.raises(MailRefused, match=r"^EmailDropped$"):
            await mailer.send(MAIL, first_sent=NOW)


async def test_a_send_still_under_way_is_deferred() -> None:
    async with mailer_to(Provider(error(409, "Conflict"), error(404))) as mailer:
        with pytest.raises(MailDeferred, match=r"^409 Conflict$"):
            await mailer.send(MAIL, first_sent=NOW)


@pytest.mark.parametrize("status", [400, 412])
async def test_a_perhaps_repeated_send_is_deferred_while_the_provider_will_not_say(status: int) -> None:
    provider = Provider(error(status), error(429, "TooManyRequests", {"Retry-After": "7"}))

    async with mailer_to(provider) as mailer:
        with pytest.raises(MailDeferred, match=r"^429 TooManyRequests$") as deferred:
            await mailer.send(MAIL, first_sent=NOW)

    assert deferred.value.retry_after == 7


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"x-ms-retry-after-ms": "250", "Retry-After": "9"}, 0.25),
        ({"Date": "Sat, 24 Oct 2026 10:00:00 GMT", "Retry-After": "Sat, 24 Oct 2026 10:01:30 GMT"}, 90.0),
        ({"Date": "Sat, 24 Oct 2026 10:00:00 GMT", "Retry-After": "Sat, 24 Oct 2026 09:00:00 GMT"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "nan"}, None),
        ({}, None),
    ],
)
async def test_the_wish_to_be_left_alone_is_understood_in_every_form(
    headers: Mapping[str, str], seconds: float | None
) -> None:
    async with mailer_to(Provider(error(429, "TooManyRequests", headers))) as mailer:
        with pytest.raises(MailDeferred) as deferred:
            await mailer.send(MAIL, first_sent=NOW)

    assert deferred.value.retry_after == seconds


@pytest.mark.parametrize(
    "body", ["<html>Bad gateway</html>", "", "[]", '{"error": "x"}', '{"error": {"code": 7}}']
)
async def test_an_answer_in_no_known_shape_is_told_by_its_status(body: str) -> None:
    answer = web.Response(text=body, status=502, content_type="application/json")

    async with mailer_to(Provider(answer)) as mailer:
        with pytest.raises(MailDeferred, match=r"^502$"):
            await mailer.send(MAIL, first_sent=NOW)


async def test_an_error_code_that_holds_an_address_is_left_out() -> None:
    async with mailer_to(Provider(error(422, "karin@example.org"))) as mailer:
        with pytest.raises(MailRefused, match=r"^422$"):
            await mailer.send(MAIL, first_sent=NOW)


async def test_no_answer_in_time_is_a_deferral() -> None:
    async with AzureMailer("http://127.0.0.1:9", AzureKeyCredential(OTHER_KEY), patience=0) as mailer:
        with pytest.raises(MailDeferred, match=r"^TimeoutError$"):
            await mailer.send(MAIL, first_sent=NOW)
        with pytest.raises(MailDeferred, match=r"^TimeoutError$"):
            await mailer.probe()


async def test_an_identity_that_gets_no_token_defers_mail() -> None:
    class NoIdentity:
        async def get_token(self, *_scopes: str, **_options: object) -> AccessToken:
            raise ClientAuthenticationError

        async def close(self) -> None: ...
        async def __aenter__(self) -> Self:
            return self

        async def __aexit__(self, *_: object) -> None: ...

    async with AzureMailer("https://127.0.0.1:9", NoIdentity()) as mailer:
        with pytest.raises(MailDeferred, match=r"^ClientAuthenticationError$"):
            await mailer.send(MAIL, first_sent=NOW)


async def test_a_redirection_is_not_followed() -> None:
    provider = Provider(web.Response(status=307, headers={"Location": "/elsewhere"}))

    async with mailer_to(provider) as mailer:
        with pytest.raises(MailDeferred, match=r"^307$"):
            await mailer.send(MAIL, first_sent=NOW)

    assert len(provider.requests) == 1


@pytest.mark.parametrize("status", [200, 404, 429])
async def test_a_probe_is_content_with_any_answer_that_shows_a_working_provider(status: int) -> None:
    provider = Provider(operation("Succeeded") if status == 200 else error(status))

    async with mailer_to(provider) as mailer:
        await mailer.probe()

    assert len(provider.requests) == 1


@pytest.mark.parametrize("status", [401, 403, 500, 503])
async def test_a_probe_tells_what_is_wrong(status: int) -> None:
    async with mailer_to(Provider(error(status, "Denied"))) as mailer:
        with pytest.raises(MailDeferred, match=f"^{status} Denied$"):
            await mailer.probe()


async def test_a_late_repetition_of_an_accepted_send_is_not_executed_anew(catcher: MailCatcher) -> None:
    catcher.fail_next(Fault(accept_then_drop=True))
    async with mailer_with(catcher.endpoint, catcher.key) as mailer:
        with pytest.raises(MailDeferred):
            await mailer.send(MAIL, first_sent=NOW)
        catcher.fail_next(Fault(status=500))
        await mailer.send(MAIL, first_sent=NOW - timedelta(minutes=6))

    assert [mail.operation_id for mail in catcher.mails()] == [MAIL.operation_id]
