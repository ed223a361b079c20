"""The endpoint lets in exactly what the real service lets in."""

import hashlib
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devstack.mail_catcher.signature import LONGEST_DRIFT, Signed, key_bytes, sign, what_is_wrong

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
KEY = b"the access key"


def _signed(body: bytes = b"{}", *, key: bytes = KEY, at: datetime = NOW) -> Signed:
    headers = {
        "Host": "127.0.0.1:1",
        "x-ms-date": format_datetime(at, usegmt=True),
        "x-ms-content-sha256": b64encode(hashlib.sha256(body).digest()).decode(),
    }
    bare = Signed("POST", "/emails:send?api-version=1", headers, body)
    signature = sign(bare, bare.target, key)
    authorization = f"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
    return replace(bare, headers={**headers, "Authorization": authorization})


@given(st.binary(max_size=200))
def test_a_signed_request_is_let_in(body: bytes) -> None:
    assert not what_is_wrong(_signed(body), key=KEY, now=NOW)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_changed_body_is_denied(body: bytes, other: bytes) -> None:
    if body != other:
        assert "hash" in what_is_wrong(replace(_signed(body), body=other), key=KEY, now=NOW)


@pytest.mark.parametrize("change", [{"method": "GET"}, {"target": "/emails:send?api-version=2"}])
def test_a_signature_counts_for_one_method_and_target(change: dict[str, str]) -> None:
    assert "signature" in what_is_wrong(replace(_signed(), **change), key=KEY, now=NOW)  # type: ignore[arg-type] # two text fields


def test_another_key_is_denied() -> None:
    assert "signature" in what_is_wrong(_signed(key=b"another"), key=KEY, now=NOW)


@pytest.mark.parametrize("name", ["Authorization", "x-ms-date", "x-ms-content-sha256"])
def test_every_header_of_the_scheme_is_needed(name: str) -> None:
    request = _signed()
    headers = {key: value for key, value in request.headers.items() if key != name}

    assert what_is_wrong(replace(request, headers=headers), key=KEY, now=NOW)


@pytest.mark.parametrize("authorization", ["Bearer abc", "HMAC-SHA256 Signature=", "HMAC-SHA256 "])
def test_other_schemes_are_denied(authorization: str) -> None:
    request = _signed()
    headers = {**request.headers, "Authorization": authorization}

    assert "Authorization" in what_is_wrong(replace(request, headers=headers), key=KEY, now=NOW)


@pytest.mark.parametrize("date", ["yesterday", "2026-10-24T10:00:00Z", "Sat, 24 Oct 2026 10:00:00"])
def test_a_date_that_is_no_http_date_is_denied(date: str) -> None:
    request = _signed()

    wrong = what_is_wrong(replace(request, headers={**request.headers, "x-ms-date": date}), key=KEY, now=NOW)

    assert "x-ms-date" in wrong


@pytest.mark.parametrize("sign_of_drift", [-1, 1])
def test_a_request_dated_too_far_from_now_is_denied(sign_of_drift: int) -> None:
    drift = sign_of_drift * LONGEST_DRIFT

    assert not what_is_wrong(_signed(at=NOW + drift), key=KEY, now=NOW)
    assert what_is_wrong(_signed(at=NOW + drift + timedelta(seconds=sign_of_drift)), key=KEY, now=NOW)


def test_a_target_that_the_sdk_signed_unquoted_is_let_in() -> None:
    request = replace(_signed(), target="/emails%3Asend?api-version=1")

    assert not what_is_wrong(request, key=KEY, now=NOW)


def test_a_key_that_is_not_base64_is_an_error() -> None:
    with pytest.raises(ValueError, match="base64"):
        key_bytes("not base64!")
