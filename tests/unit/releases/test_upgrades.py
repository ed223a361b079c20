"""Who may have the newest version, as the gate decides when it is asked for."""

from datetime import timedelta

import pytest

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.refusals.errors import (
    AuthorUnknown,
    KeyReused,
    LinkRevoked,
    MemberUnknown,
)
from shared.domain.refusals.release_errors import (
    MemberTokenNeeded,
    MemberTokenRefused,
    NothingReleased,
    ProductUnsold,
    UpgradeWithheld,
)
from shared.domain.values.fields import ReasonBody
from shared.usecases.members.put_member import put_member
from shared.usecases.records.member_rows import member_key
from shared.usecases.releases.find_upgrade import (
    Upgrade,
    newest_version,
    offered_upgrade,
    upgrade_for_program,
)
from shared.usecases.releases.member_token import make_token, revoke_tokens
from shared.usecases.releases.publish_release import publish_release
from tests.examples.member_links import link_in, token_of
from tests.examples.news_examples import desk_of, member
from tests.examples.release_examples import ADDRESS, release
from tests.fakes.desk import START, FakeDesk

ENDS = START + timedelta(days=10)
ACME = member("acme", ("planner", "rune@acme.example.org"), subscribed=["planner"], paid_until=ENDS)
LEAKED = ReasonBody(author="anna", reason="It was in a public repository.")


async def with_release() -> FakeDesk:
    """A desk with one member, covered for ten days, and Planner 7.2."""
    fake = await desk_of(ACME)
    await publish_release(fake.desk, release())
    await fake.rest()
    return fake


async def ask(fake: FakeDesk, token: str | None = None) -> Upgrade:
    """What Acme's program is answered; with a token made now, unless another is given."""
    given = token if token is not None else (await make_token(fake.desk, "acme")).token
    return await upgrade_for_program(fake.desk, given, "planner")


async def test_a_covered_members_program_gets_version_notes_and_address() -> None:
    upgrade = await ask(await with_release())
    assert (upgrade.version, upgrade.address, upgrade.expires) == ("7.2", ADDRESS, None)
    assert upgrade.notes.en == "The calendar opens again."


async def test_what_the_gate_decides_now_counts_and_not_what_it_did_when_the_token_was_made() -> None:
    fake = await with_release()
    token = (await make_token(fake.desk, "acme")).token
    fake.clock.instant = ENDS - timedelta(microseconds=1)
    assert (await ask(fake, token)).version == "7.2"
    fake.clock.instant = ENDS
    with pytest.raises(UpgradeWithheld):
        await ask(fake, token)


async def test_a_member_that_renews_is_covered_at_once_with_the_token_it_has() -> None:
    fake = await with_release()
    token = (await make_token(fake.desk, "acme")).token
    fake.clock.instant = ENDS
    await put_member(fake.desk, member("acme", subscribed=["planner"]))
    assert (await ask(fake, token)).version == "7.2"


async def test_a_subscription_to_another_product_does_not_cover() -> None:
    fake = await desk_of(member("acme", subscribed=["ledger"]))
    await publish_release(fake.desk, release())
    with pytest.raises(UpgradeWithheld):
        await ask(fake)


async def test_what_is_refused_names_no_address_and_what_help_costs_in_both_languages() -> None:
    fake = await with_release()
    fake.clock.instant = ENDS
    with pytest.raises(UpgradeWithheld) as refused:
        await ask(fake)
    assert ADDRESS not in str(vars(refused.value))
    assert {"sv", "en"} == set(refused.value.rate)


async def test_without_a_token_of_ours_nothing_is_said() -> None:
    fake = await with_release()
    for missing in (None, ""):
        with pytest.raises(MemberTokenNeeded):
            await upgrade_for_program(fake.desk, missing, "planner")
    token = (await make_token(fake.desk, "acme")).token
    for wrong in (f"{token}a", token[:-1], "nonsense", "\ud800", token.replace("member.", "upgrade.", 1)):
        with pytest.raises(MemberTokenRefused):
            await ask(fake, wrong)


async def test_a_token_lasts_a_year_and_not_a_second_longer() -> None:
    fake = await desk_of(member("acme"))
    await publish_release(fake.desk, release())
    made = await make_token(fake.desk, "acme")
    assert made.expires == fake.clock.instant + timedelta(days=365)
    fake.clock.instant = made.expires
    assert await ask(fake, made.token)
    fake.clock.instant += timedelta(seconds=1)
    with pytest.raises(MemberTokenRefused):
        await ask(fake, made.token)


async def test_a_link_of_another_purpose_is_no_token() -> None:
    fake = await with_release()
    link = Link.lasting(Purpose.TICKET, member_key(fake.desk, "acme"), "a" * 16, fake.clock.instant)
    with pytest.raises(MemberTokenRefused):
        await ask(fake, sign(link, fake.desk.link_keys[0]))


async def test_revoking_ends_every_token_and_link_of_the_member_and_a_new_token_holds() -> None:
    fake = await with_release()
    token = (await make_token(fake.desk, "acme")).token
    page = token_of(link_in(fake.mailer.delivered[-1].text, Purpose.UPGRADE))
    assert (await revoke_tokens(fake.desk, "acme", LEAKED, "k1")).revoked == 1
    with pytest.raises(MemberTokenRefused):
        await ask(fake, token)
    with pytest.raises(LinkRevoked):
        await offered_upgrade(fake.desk, page)
    assert (await ask(fake)).version == "7.2"


async def test_a_revocation_sent_twice_is_one_and_its_key_says_one_thing() -> None:
    fake = await with_release()
    for _ in range(2):
        assert (await revoke_tokens(fake.desk, "acme", LEAKED, "k1")).revoked == 1
    with pytest.raises(KeyReused):
        await revoke_tokens(fake.desk, "acme", LEAKED.but(reason="Another."), "k1")
    with pytest.raises(AuthorUnknown):
        await revoke_tokens(fake.desk, "acme", LEAKED.but(author="nobody"), None)


async def test_writing_the_member_anew_keeps_what_was_revoked() -> None:
    fake = await with_release()
    token = (await make_token(fake.desk, "acme")).token
    await revoke_tokens(fake.desk, "acme", LEAKED, "k1")
    await put_member(fake.desk, member("acme"))
    with pytest.raises(MemberTokenRefused):
        await ask(fake, token)


async def test_nobodys_token_is_made_or_revoked() -> None:
    fake = await desk_of()
    with pytest.raises(MemberUnknown):
        await make_token(fake.desk, "nobody")
    with pytest.raises(MemberUnknown):
        await revoke_tokens(fake.desk, "nobody", LEAKED, None)


async def test_a_product_that_is_not_sold_or_has_no_release_is_told_apart() -> None:
    fake = await desk_of(ACME)
    token = (await make_token(fake.desk, "acme")).token
    with pytest.raises(NothingReleased):
        await ask(fake, token)
    with pytest.raises(NothingReleased):
        await newest_version(fake.desk, "planner")
    with pytest.raises(ProductUnsold):
        await newest_version(fake.desk, "abacus")
    with pytest.raises(ProductUnsold):
        await upgrade_for_program(fake.desk, token, "abacus")


async def test_the_page_of_a_mail_from_long_ago_shows_the_version_that_is_newest_now() -> None:
    fake = await with_release()
    page = token_of(link_in(fake.mailer.delivered[-1].text, Purpose.UPGRADE))
    await publish_release(fake.desk, release("7.3"))
    offered = await offered_upgrade(fake.desk, page)
    assert offered.upgrade
    assert offered.upgrade.version == "7.3"


async def test_the_page_says_no_to_a_member_that_has_lapsed_since_and_names_no_address() -> None:
    fake = await with_release()
    page = token_of(link_in(fake.mailer.delivered[-1].text, Purpose.UPGRADE))
    fake.clock.instant = ENDS
    offered = await offered_upgrade(fake.desk, page)
    assert (offered.covered, offered.upgrade) == (False, None)


async def test_a_page_of_nobodys_says_no() -> None:
    fake = await with_release()
    page = token_of(link_in(fake.mailer.delivered[-1].text, Purpose.UPGRADE))
    place = page.split(".")[3]
    link = Link.lasting(Purpose.UPGRADE, "a" * 16, "b" * 16, fake.clock.instant, about=place)
    assert not (await offered_upgrade(fake.desk, sign(link, fake.desk.link_keys[0]))).covered
