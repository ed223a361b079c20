"""What a thread token promises: it comes back from any mail program, and nobody else can make one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from shared.domain.incoming.mail_threads import (
    Thread,
    find_thread,
    message_id,
    operation_of,
    reply_address,
    token,
)
from shared.domain.values.mail_address import MailAddress

KEY, OLD = b"the newest key", b"the key before"
STAFF = ("anna", "bo")
THREAD = Thread(ticket="k7q2m4xw3bt5nz6a", turn="m3")
MAILBOX = "support@example.com"
OPERATION = "6f1a2b3c-0000-4000-8000-00000000000a"

threads = st.builds(
    Thread,
    ticket=st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16),
    turn=st.integers(1, 999_999).map("m{}".format),
    supporter=st.sampled_from(("", *STAFF)),
)


@given(threads)
def test_the_answers_address_says_ticket_turn_and_to_whom_the_mail_went(thread: Thread) -> None:
    assert find_thread([reply_address(MAILBOX, thread, KEY)], "", [KEY], STAFF) == thread


@given(threads)
def test_a_subject_with_the_token_says_the_same(thread: Thread) -> None:
    assert find_thread([MAILBOX], f"SV: [{token(thread, KEY)}] Planner", [KEY], STAFF) == thread


@given(threads)
def test_in_a_subject_the_ticket_may_stand_apart(thread: Thread) -> None:
    proof = token(thread, KEY).removeprefix(f"{thread.ticket}-")
    subject = f"RE: [{thread.ticket}] We have received your message [{proof}]"
    assert find_thread([MAILBOX], subject, [KEY], STAFF) == thread


@given(threads, st.sampled_from([str.upper, str.title, str.swapcase]))
def test_a_token_survives_a_change_of_case(thread: Thread, changed: Callable[[str], str]) -> None:
    address = changed(reply_address(MAILBOX, thread, KEY))
    assert find_thread([address], "", [KEY], STAFF) == thread


@given(threads)
def test_the_answers_address_is_one_that_every_mail_system_takes(thread: Thread) -> None:
    address = reply_address(MAILBOX, thread, KEY)
    assert len(address.partition("@")[0]) <= 64
    assert TypeAdapter(MailAddress).validate_python(address) == address


def test_a_mailbox_with_a_long_name_gets_no_token_in_its_address() -> None:
    long = f"{'a' * 30}@example.com"
    assert reply_address(long, THREAD, KEY) == long


@pytest.mark.parametrize("place", range(len(token(THREAD, KEY))))
def test_a_token_with_one_sign_changed_is_nobodys(place: int) -> None:
    ours = token(THREAD, KEY)
    other = "b" if ours[place] != "b" else "c"
    changed = ours[:place] + other + ours[place + 1 :]
    assert find_thread([f"support+{changed}@example.com"], changed, [KEY], STAFF) is None


@pytest.mark.parametrize("signed_for", ["", "anna"])
def test_a_token_of_one_role_is_no_other_roles(signed_for: str) -> None:
    given_to = THREAD.model_copy(update={"supporter": signed_for})
    found = find_thread([reply_address(MAILBOX, given_to, KEY)], "", [KEY], STAFF)
    assert found is not None
    assert found.supporter == signed_for


def test_a_supporter_who_has_left_can_send_nothing_by_an_old_token() -> None:
    address = reply_address(MAILBOX, Thread(ticket=THREAD.ticket, turn="m1", supporter="anna"), KEY)
    assert find_thread([address], "", [KEY], ["bo"]) is None


def test_a_token_is_read_while_its_key_is_kept_and_not_after_that() -> None:
    address = reply_address(MAILBOX, THREAD, OLD)
    assert find_thread([address], "", [KEY, OLD], STAFF) == THREAD
    assert find_thread([address], "", [KEY], STAFF) is None


def test_the_address_goes_before_the_subject() -> None:
    other = Thread(ticket="a" * 16, turn="m1")
    subject = f"Fwd: [{token(other, KEY)}]"
    assert find_thread([reply_address(MAILBOX, THREAD, KEY)], subject, [KEY], STAFF) == THREAD


def test_a_wrong_token_hides_no_right_one() -> None:
    forged = f"support+{THREAD.ticket}-m9-{'a' * 16}@example.com"
    assert find_thread([forged, reply_address(MAILBOX, THREAD, KEY)], "", [KEY], STAFF) == THREAD


def test_a_tickets_reference_alone_proves_nothing() -> None:
    assert find_thread([MAILBOX], f"[{THREAD.ticket}] We have received your message", [KEY], STAFF) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_anything_else_is_no_thread(address: str, subject: str) -> None:
    assert find_thread([address], subject, [KEY], STAFF) is None


def test_a_message_id_of_ours_says_its_operation_whatever_its_case() -> None:
    ours = message_id(OPERATION, "support@Example.com")
    assert operation_of(ours, MAILBOX) == OPERATION
    assert operation_of(ours.upper().strip("<>"), MAILBOX) == OPERATION


@pytest.mark.parametrize(
    "message",
    ["", "<>", f"<{OPERATION}@example.org>", f"<{OPERATION}>", "<a@example.com>", "<a b@example.com>"],
)
def test_a_message_id_of_another_says_nothing(message: str) -> None:
    assert operation_of(message, MAILBOX) == ""
