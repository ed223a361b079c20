"""What every mailer promises: the one in memory, and the real one against the local endpoint."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from shared.ports.mailer import Address, Mail, MailDeferred, MailQuotaUsedUp, MailRefused
from tests.contract.posts import NOW, Post
from tests.fakes.mailer import Fate, Fault


def _mail(**changes: object) -> Mail:
    plain = Mail(
        operation_id=str(uuid4()),
        sender="support@example.com",
        to=Address("karin@example.org"),
        subject="Your request",
        text="We have it.",
        html="<p>We have it.</p>",
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # names of Mail's own fields


async def test_a_mail_arrives_exactly_as_it_was_sent(post: Post) -> None:
    mail = _mail(
        to=Address("karin@example.org", "Karin Ås"),
        cc=(Address("bo@example.se", "Bo Öberg, inköp"), Address("list@example.org")),
        reply_to=Address("support+abc@example.com", "Support"),
        subject='Svar på "ärendet" - åäö ÅÄÖ 🙂 & <b>',
        text="Hej Karin,\n\nrad två: 100 % ✓\r\n\ttabb\n",
        html='<!doctype html><p style="color:#123">Hej 👋 &amp; välkommen</p>\n',
        headers={"Message-ID": "<abc@example.com>", "Auto-Submitted": "auto-replied", "X-Ticket": "åäö"},
    )

    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


async def test_a_mail_without_copies_reply_address_or_headers_arrives_without_them(post: Post) -> None:
    mail = _mail()

    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


async def test_mails_arrive_in_the_order_they_were_sent(post: Post) -> None:
    mails = [_mail(subject=f"Mail {number}") for number in range(3)]

    for mail in mails:
        await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == mails


async def test_the_same_operation_sent_twice_is_delivered_once(post: Post) -> None:
    mail = _mail()

    await post.mailer.send(mail, first_sent=NOW)
    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


async def test_the_same_operation_sent_again_hours_later_is_delivered_once(post: Post) -> None:
    mail = _mail()

    await post.mailer.send(mail, first_sent=NOW)
    await post.mailer.send(mail, first_sent=NOW - timedelta(hours=5))

    assert post.delivered() == [mail]


async def test_a_mail_first_tried_hours_ago_and_never_accepted_is_delivered(post: Post) -> None:
    mail = _mail()

    await post.mailer.send(mail, first_sent=NOW - timedelta(hours=5))

    assert post.delivered() == [mail]


async def test_an_operation_that_is_sent_again_with_other_words_keeps_the_first(post: Post) -> None:
    mail = _mail()

    await post.mailer.send(mail, first_sent=NOW)
    await post.mailer.send(replace(mail, text="Other words."), first_sent=NOW)

    assert post.delivered() == [mail]


async def test_other_words_are_delivered_where_the_first_attempt_was_not_accepted(post: Post) -> None:
    mail = _mail()
    post.fail_next(Fault(Fate.DEFERRED))
    with pytest.raises(MailDeferred):
        await post.mailer.send(mail, first_sent=NOW)

    again = replace(mail, text="Other words.")
    await post.mailer.send(again, first_sent=NOW)

    assert post.delivered() == [again]


async def test_a_mail_accepted_without_an_answer_is_deferred_and_delivered_once_when_sent_again(
    post: Post,
) -> None:
    mail = _mail()
    post.fail_next(Fault(Fate.ACCEPTED_THEN_DROPPED))

    with pytest.raises(MailDeferred):
        await post.mailer.send(mail, first_sent=NOW)
    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


@pytest.mark.parametrize("fate", [Fate.DEFERRED, Fate.DROPPED])
async def test_a_deferred_mail_is_not_delivered_until_it_is_sent_again(post: Post, fate: Fate) -> None:
    mail = _mail()
    post.fail_next(Fault(fate))

    with pytest.raises(MailDeferred) as deferred:
        await post.mailer.send(mail, first_sent=NOW)
    assert post.delivered() == []
    assert deferred.value.retry_after is None

    await post.mailer.send(mail, first_sent=NOW)
    assert post.delivered() == [mail]


async def test_a_deferral_tells_for_how_long_the_provider_wants_to_be_left_alone(post: Post) -> None:
    post.fail_next(Fault(Fate.DEFERRED, retry_after=3600))

    with pytest.raises(MailDeferred) as deferred:
        await post.mailer.send(_mail(), first_sent=NOW)

    assert deferred.value.retry_after == 3600


async def test_that_there_are_too_many_mails_is_told_apart_from_every_other_deferral(post: Post) -> None:
    post.fail_next(Fault(Fate.TOO_MANY, retry_after=60), Fault(Fate.DEFERRED))

    with pytest.raises(MailQuotaUsedUp) as too_many:
        await post.mailer.send(_mail(), first_sent=NOW)
    with pytest.raises(MailDeferred) as deferred:
        await post.mailer.send(_mail(), first_sent=NOW)

    assert too_many.value.retry_after == 60
    assert not isinstance(deferred.value, MailQuotaUsedUp)
    assert post.delivered() == []


async def test_a_refused_mail_is_refused_again_and_never_delivered(post: Post) -> None:
    mail = _mail()
    post.fail_next(Fault(Fate.REFUSED))

    for _ in range(2):
        with pytest.raises(MailRefused):
            await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == []


async def test_a_refusal_after_an_accepted_attempt_counts_as_accepted(post: Post) -> None:
    mail = _mail()
    post.fail_next(Fault(Fate.ACCEPTED_THEN_DROPPED), Fault(Fate.REFUSED))
    with pytest.raises(MailDeferred):
        await post.mailer.send(mail, first_sent=NOW)

    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


@pytest.mark.parametrize("address", ["nobody", "two@example.org, three@example.org", "no@space @example.org"])
async def test_a_recipient_that_is_no_address_is_refused(post: Post, address: str) -> None:
    with pytest.raises(MailRefused):
        await post.mailer.send(_mail(to=Address(address)), first_sent=NOW)


async def test_a_mail_without_a_subject_is_refused(post: Post) -> None:
    with pytest.raises(MailRefused):
        await post.mailer.send(_mail(subject=""), first_sent=NOW)


async def test_fifty_recipients_are_delivered_and_one_more_is_refused(post: Post) -> None:
    copies = tuple(Address(f"person{number}@example.org") for number in range(50))
    fifty = _mail(cc=copies[:49])

    await post.mailer.send(fifty, first_sent=NOW)
    with pytest.raises(MailRefused):
        await post.mailer.send(_mail(cc=copies), first_sent=NOW)

    assert post.delivered() == [fifty]


@pytest.mark.parametrize("fate", list(Fate))
async def test_no_failure_names_an_address(post: Post, fate: Fate) -> None:
    post.fail_next(Fault(fate))

    with pytest.raises((MailRefused, MailDeferred)) as failure:
        await post.mailer.send(_mail(), first_sent=NOW)

    assert "@" not in str(failure.value)
    assert 0 < len(str(failure.value)) <= 120


async def test_a_refused_address_is_not_repeated_in_the_reason(post: Post) -> None:
    with pytest.raises(MailRefused) as refusal:
        await post.mailer.send(_mail(to=Address("karin.example.org")), first_sent=NOW)

    assert "karin" not in str(refusal.value)


async def test_a_failure_for_one_address_leaves_other_mail_alone(post: Post) -> None:
    other, failing = _mail(), _mail(to=Address("full@example.se"))
    post.fail_next(Fault(Fate.DEFERRED, to="full@example.se"))

    await post.mailer.send(other, first_sent=NOW)
    with pytest.raises(MailDeferred):
        await post.mailer.send(failing, first_sent=NOW)

    assert post.delivered() == [other]


async def test_a_provider_that_answers_is_well(post: Post) -> None:
    await post.mailer.probe()

    assert post.delivered() == []


async def test_a_provider_out_of_reach_defers_sends_and_probes(post: Post) -> None:
    await post.cut_off()

    with pytest.raises(MailDeferred):
        await post.mailer.send(_mail(), first_sent=NOW)
    with pytest.raises(MailDeferred):
        await post.mailer.probe()
