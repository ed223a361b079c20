"""The register of errors at the desk: its pages, and what their forms send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form, typed_form
from functions.starting import imported_when_used
from shared.domain.refusals import errors, register_errors
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.identity import is_digest
from shared.ports.desk import Desk
from shared.web.api.operation import URLENCODED, Content, Parameter, Where, in_path
from shared.web.http.bodies import Body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_fields

with imported_when_used():
    from shared.domain.register import entry as entries
    from shared.domain.register import joining, keeping
    from shared.domain.values import fields
    from shared.usecases.desk import desk_register
    from shared.usecases.register import enter_error, keep_entry, tie_ticket
    from shared.web.desk import forms
    from shared.web.desk.register import entry_forms, entry_page, register_page
    from shared.web.register import wanted_entries

blueprint = DeskDoors("Pages for supporters")

ENTRY = in_path("entry", "The error's number.", "E-12")
_PRODUCT = Parameter("product", Where.QUERY, "Of this product: its id in the settings.", "planner")
_STATE = Parameter("state", Where.QUERY, "In this state.", one_of=lambda: entries.EntryState)
_AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")
_DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="confirmed")
_EXTRA = {
    "title_sv": "And whatever else the act's own body has, by the names that it has in the API; what is "
    "written in both languages has a field for each."
}


@blueprint.page(
    "GET desk/register",
    "The page.",
    (_PRODUCT, _STATE, _AFTER),
    (FieldsInvalid, errors.ProductUnknown),
)
async def desk_register_list(asked: DeskAsked) -> Response:
    """The register of errors.

    The errors of all products, or of one, in every state or in one, 25 at a time: how many tickets are tied
    to each, and of how many people; and a form for a new one.
    """
    return await _register(asked)


@blueprint.form(
    "POST desk/register",
    Content(
        lambda: entry_forms.RegisterForm,
        {"act": "enter", "token": ""},
        (URLENCODED,),
        lenient=True,
        extra=_EXTRA,
    ),
    refuses=(*FORM_REFUSES, errors.ProductUnknown, errors.AuthorUnknown),
)
async def desk_register_enter(asked: DeskAsked) -> Response:
    """Enter an error from the register's page.

    In the name of whoever has signed in; the form's token is the request's key. The error's page follows.
    """
    author = asked.person.acting

    async def carry_out(sent: Sent[entry_forms.RegisterForm]) -> Onward:
        given = entry_forms.entered_in(sent.body, author.id)
        entry = await enter_error.enter_error(asked.desk, given, sent.key)
        return Onward(f"{register_page.REGISTER_PATH}/{entry.name}")

    async def again(body: Body, refused: Refused) -> Response:
        return await _register(asked, body, refused)

    return await take_form(asked, entry_forms.RegisterForm, carry_out, again)


@blueprint.page(
    "GET desk/register/{entry}",
    "The page.",
    (ENTRY, _AFTER, _DONE),
    (register_errors.RegisterEntryUnknown,),
)
async def desk_entry(asked: DeskAsked) -> Response:
    """An error's page.

    Its words in both languages, the tickets tied to it, 25 at a time, and on which its writer was told; each
    step that it took; and a form for each act that is possible now.
    """
    return await _entry(asked, asked.query("done"))


@blueprint.form(
    "POST desk/register/{entry}",
    Content(
        lambda: entry_forms.EntryForm,
        {"act": "confirmed", "token": ""},
        (URLENCODED,),
        lenient=True,
        extra=_EXTRA,
    ),
    (ENTRY,),
    refuses=(
        *FORM_REFUSES,
        register_errors.RegisterEntryUnknown,
        register_errors.RegisterEntryMerged,
        register_errors.RegisterEntryChanged,
        register_errors.RegisterStepRefused,
        register_errors.RegisterReasonMissing,
        register_errors.RegisterVersionMissing,
        register_errors.RegisterMergeCircular,
        register_errors.RegisterMergeBusy,
        errors.ProductUnknown,
        errors.AuthorUnknown,
        errors.TicketUnknown,
    ),
)
async def desk_entry_act(asked: DeskAsked) -> Response:
    """Do something with an error from its page.

    The same acts as over the API, in the name of whoever has signed in. What is refused comes back as the
    page, with what was typed and why; so does a change of what somebody else has changed since.
    """
    author = asked.person.acting

    async def carry_out(sent: Sent[entry_forms.EntryForm]) -> None:
        act, body = sent.form.act, sent.body
        filled = Body(dict(body.fields) | {"author": author.id, "state": act}, body.repeated)
        await _ACTS.get(act, _move)(asked.desk, _named(asked), filled, sent.form.about)

    async def again(body: Body, refused: Refused) -> Response:
        return await _entry(asked, typed=(body, refused))

    return await take_form(asked, entry_forms.EntryForm, carry_out, again)


type _Done = Callable[[Desk, str, Body, str], Awaitable[object]]
"""What is done with an error: the desk, its name, the body, and the ticket that it is about."""


async def _move(desk: Desk, name: str, body: Body, _: str) -> object:
    return await keep_entry.move_entry(desk, name, parse_fields(body, keeping.EntryStateBody))


async def _change(desk: Desk, name: str, body: Body, seen: str) -> object:
    return await keep_entry.change_entry(desk, name, entry_forms.changed_in(body), seen)


async def _merge(desk: Desk, name: str, body: Body, _: str) -> object:
    typed = str(body.fields.get("into") or "")
    given = Body(dict(body.fields) | {"into": fields.entry_called(typed) or typed}, body.repeated)
    return await keep_entry.merge_entry(desk, name, parse_fields(given, joining.EntryMergeBody))


async def _untie(desk: Desk, name: str, body: Body, about: str) -> object:
    if not is_digest(about):
        raise errors.TicketUnknown(about)
    return await tie_ticket.untie_ticket(desk, about, parse_fields(body, fields.ReasonBody), name)


_ACTS: Mapping[str, _Done] = {"change": _change, "merge": _merge, "untie": _untie}
"""What does not bring the error to another state."""


async def _register(asked: DeskAsked, body: Body | None = None, refused: Refused | None = None) -> Response:
    wanted = wanted_entries.wanted_entries(asked.query, asked.desk.vendor)
    found = await desk_register.read_desk_register(
        asked.desk, product=wanted.product, state=wanted.state, after=wanted.after
    )
    typed = typed_form(body, refused) if body and refused else None
    shown = register_page.RegisterShown(wanted, found, new_token(asked), typed)
    return register_page.register_page(shown, asked.reading)


async def _entry(asked: DeskAsked, done: str = "", *, typed: tuple[Body, Refused] | None = None) -> Response:
    after = str(typed[0].fields.get("after") or "") if typed else asked.query("after")
    shown = await desk_register.read_desk_entry(asked.desk, _named(asked), after)
    again = typed_form(*typed, entry_forms.REFUSED_AT) if typed else None
    beside = forms.FormsBeside(new_token(asked), done, again)
    return entry_page.entry_page(shown, asked.reading, beside)


def _named(asked: DeskAsked) -> str:
    given = asked.named(
        "entry", register_errors.RegisterEntryUnknown, lambda name: bool(fields.entry_called(name))
    )
    return fields.entry_called(given)
