"""A message is kept for the documentation from the ticket's page, about a document, and dropped again."""

from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.desk.signing_in import ANNA, BO, act, look
from tests.triggers.desk.test_ticket_page import at_the_desk, stored
from tests.triggers.documentation.studying import shelved

LACKS = "It does not say <where>."


async def test_a_message_is_kept_about_a_document_that_the_form_offers(fake: FakeDesk) -> None:
    await shelved(fake)
    page = await at_the_desk(fake, product="planner")
    before = (await look(page, BO)).text
    assert '<option value="manual">The manual</option>' in before
    assert "Kept for the documentation" not in before
    typed = {"about": "m1", "document": "manual", "place": "Exports", "reason": LACKS}
    assert (await act(page, "keep", ANNA, **typed)).status == 303
    (kept,) = (await stored(page))["material"]
    assert (kept["document"], kept["place"], kept["author"]) == ("manual", "Exports", "anna")
    shown = (await look(page, BO)).text
    for words in (
        "Kept for the documentation",
        "Anna: It does not say &lt;where&gt;.",
        "The manual, Exports",
    ):
        assert words in shown


async def test_without_documents_only_the_reason_is_asked_and_what_is_kept_can_be_dropped(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    shown = (await look(page)).text
    assert 'id="keep-document"' not in shown
    assert "drop" not in {fields["act"] for _, fields in forms_in(shown)}
    assert (await act(page, "keep", about="m1", reason=LACKS)).status == 303
    assert (await act(page, "drop", about="m1", reason="It is there.")).status == 303
    assert (await stored(page))["material"] == []


async def test_a_document_that_is_gone_is_refused_with_what_was_typed(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    refused = await act(page, "keep", about="m1", document="gone", reason=LACKS)
    assert (refused.status, "It does not say &lt;where&gt;." in refused.text) == (404, True)
