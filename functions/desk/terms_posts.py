"""What the forms of the vendor's terms send: carried out in the name of whoever has signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from functions.desk.desk_asked import DeskAsked
from functions.desk.form_posts import FORM_REFUSES, Sent, new_token, take_form, typed_form
from functions.starting import imported_when_used
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.terms_errors import TermsUnfit, TermUnknown
from shared.domain.values.identity import digest
from shared.web.api.operation import URLENCODED, Content, Parameter, Where
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid

with imported_when_used():
    from shared.usecases.terms import read_terms, terms_rows
    from shared.web.desk import forms
    from shared.web.desk.terms import terms_page

if TYPE_CHECKING:
    from shared.usecases.terms.read_terms import TermsView
    from shared.usecases.terms.terms_rows import DecideTerms
    from shared.web.desk.desk_page import Reading
    from shared.web.desk.forms import SentForm, TypedForm
    from shared.web.desk.terms.terms_page import TermsRoom

type Deciding = Callable[[Sent[SentForm]], Awaitable[tuple[str, DecideTerms]]]
"""What a form asks for: which kind it changes, and the decision about the terms as they stand then."""
type Furnishing = Callable[[TermsView, Reading, str, TypedForm | None], TermsRoom]
"""What a page has, of the terms as they stand: with what was done, or the form that comes again."""

TERMS_REFUSES = (*FORM_REFUSES, TermsUnfit, TermUnknown)
DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="change")
_EXTRA = {"name": "And whatever else the act asks for, by the names that the page's own fields have."}


def terms_form(act: str) -> Content:
    """What a form of these pages sends; ``act`` is one of them."""
    example = {"act": act, "token": "", "about": ""}
    return Content(lambda: forms.SentForm, example, (URLENCODED,), lenient=True, extra=_EXTRA)


async def show_terms(asked: DeskAsked, furnishing: Furnishing, typed: TypedForm | None = None) -> Response:
    """The page as it stands now; with the form again, where it was refused."""
    view, reading = await read_terms.read_terms(asked.desk), asked.reading
    room = furnishing(view, reading, "" if typed else asked.query("done"), typed)
    return terms_page.terms_page(room, reading, new_token(asked))


async def take_terms(asked: DeskAsked, deciding: Deciding, furnishing: Furnishing) -> Response:
    """On to the page (303) once the terms are changed; where that is refused, the page again."""

    async def carry_out(sent: Sent[SentForm]) -> None:
        try:
            kind, decide = await deciding(sent)
            await terms_rows.change_terms(asked.desk, kind, _author(asked, sent), decide)
        except TermsUnfit as unfit:
            raise terms_page.at_its_field(unfit) from None

    async def again(body: Body, refused: Refused) -> Response:
        return await show_terms(asked, furnishing, typed_form(body, refused))

    return await take_form(asked, forms.SentForm, carry_out, again)


def refuse_act() -> FieldsInvalid:
    """The page has no form for this act."""
    return FieldsInvalid([FieldError("act", Code.NOT_A_CHOICE)])


def _author(asked: DeskAsked, sent: Sent[SentForm]) -> terms_rows.TermsAuthor:
    """Who has signed in. A form that is sent twice, with the same in it, is one change."""
    said = (f"{name}={value}" for name, value in sorted(sent.body.fields.items()))
    key = digest(asked.desk.secret, "terms", sent.key, *said)
    return terms_rows.TermsAuthor(asked.caller.who, asked.person.name, key)
