"""A member on its page, and a new one, with their forms."""

from __future__ import annotations

import re

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form
from functions.starting import imported_when_used
from shared.domain.members.member_errors import (
    AddressOfDesk,
    CustomerClaimed,
    MemberExists,
    VersionChanged,
    VersionNeeded,
)
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import AuthorUnknown, MemberUnknown, ProductUnknown
from shared.web.api.operation import URLENCODED, Content, Parameter, Where, in_path
from shared.web.http.bodies import Body
from shared.web.http.response import Response
from shared.web.http.submissions import parse_fields
from shared.web.http.versions import read_versions

with imported_when_used():
    from shared.domain.values import fields
    from shared.usecases.desk import desk_member as members_read
    from shared.usecases.members import change_member, put_member
    from shared.usecases.outbox import flag_seats
    from shared.usecases.releases import member_token
    from shared.web.desk.members import (
        desk_member_page,
        member_forms,
        member_paths,
        new_member,
        typed_member,
    )

blueprint = DeskDoors("Pages for supporters")

MEMBER = in_path("member", "The vendor's own name for the member.", "acme")
DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="seat")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_EXAMPLE = {"act": "contacts", "token": "", "version": ""}
_EXTRA = {"name": "And whatever else the form has, each by its own name."}
_WRITING = (*FORM_REFUSES, ProductUnknown, AddressOfDesk, CustomerClaimed)


@blueprint.page("GET desk/members/new", "The page.")
async def desk_new_member(asked: DeskAsked) -> Response:
    """A form for a new member.

    Its name, id, language, domains and people, what it subscribes to by hand, and who is responsible.
    """
    return new_member.new_member_page(asked.reading, new_token(asked))


@blueprint.form(
    "POST desk/members/new",
    Content(
        lambda: new_member.NewMemberForm,
        {"act": "new", "token": ""},
        (URLENCODED,),
        lenient=True,
        extra=_EXTRA,
    ),
    refuses=(*_WRITING, MemberExists),
)
async def desk_make_member(asked: DeskAsked) -> Response:
    """Make a member from the form.

    What is wrong comes back as the page, at its field. Its own page follows.
    """

    async def carry_out(sent: Sent[new_member.NewMemberForm]) -> Onward:
        member = new_member.member_typed(sent.body.fields, asked.desk.vendor)
        await change_member.make_member(asked.desk, member)
        return Onward(member_paths.member_path(member.id))

    async def again(body: Body, refused: Refused) -> Response:
        return new_member.new_member_page(asked.reading, new_token(asked), _typed(body, refused))

    return await take_form(asked, new_member.NewMemberForm, carry_out, again)


@blueprint.page("GET desk/members/{member}", "The page.", (MEMBER, DONE), (MemberUnknown,))
async def desk_member(asked: DeskAsked) -> Response:
    """A member's page.

    What it subscribes to with all that was said of it and what the gate says now, who is responsible for
    what and has confirmed it, its people, dead addresses and open tickets; and a form for each change.
    """
    return await _page(asked, done=asked.query("done"))


@blueprint.form(
    "POST desk/members/{member}",
    Content(lambda: member_forms.MemberChangeForm, _EXAMPLE, (URLENCODED,), lenient=True, extra=_EXTRA),
    parameters=(MEMBER,),
    refuses=(*_WRITING, MemberUnknown, VersionNeeded, VersionChanged, AuthorUnknown),
    shows="The page with a new token of the member's, which is shown this once.",
)
async def desk_change_member(asked: DeskAsked) -> Response:
    """Change a member from its page.

    A form says which version of the member its page has shown. Has somebody changed the member since,
    nothing is done: the page comes again with how it is now, what was typed, and which of the form's
    fields have changed.
    """

    async def carry_out(sent: Sent[member_forms.MemberChangeForm]) -> Response | None:
        if sent.form.act is member_forms.MemberAct.FOR_PROGRAMS:
            return await _page(asked, made=await member_token.make_token(asked.desk, _member(asked)))
        await _change(asked, sent)
        return None

    async def again(body: Body, refused: Refused) -> Response:
        return await _page(asked, body=body, refused=refused)

    return await take_form(asked, member_forms.MemberChangeForm, carry_out, again)


async def _change(asked: DeskAsked, sent: Sent[member_forms.MemberChangeForm]) -> None:
    desk, name, form, body = asked.desk, _member(asked), sent.form, sent.body
    if form.act is member_forms.MemberAct.CLEAR:
        await flag_seats.clear_flag(desk, name, parse_fields(body, member_forms.FlagForm).about)
        return
    if form.act is member_forms.MemberAct.REVOKE:
        given = Body(dict(body.fields) | {"author": asked.person.acting.id}, body.repeated)
        await member_token.revoke_tokens(desk, name, parse_fields(given, fields.ReasonBody), sent.key)
        return
    known = (await put_member.read_member(desk, name)).member
    change = member_forms.change_typed(form, body.fields, known, desk.vendor)
    await change_member.change_member(desk, name, change, read=read_versions(form.version))


async def _page(
    asked: DeskAsked,
    *,
    done: str = "",
    made: member_token.MemberToken | None = None,
    body: Body | None = None,
    refused: Refused | None = None,
) -> Response:
    found = await members_read.read_desk_member(asked.desk, _member(asked))
    shown = desk_member_page.MemberShown(
        done=done, made=made, typed=_typed(body, refused) if body and refused else None
    )
    return desk_member_page.desk_member_page(found, asked.reading, new_token(asked), shown)


def _typed(body: Body, refused: Refused) -> typed_member.TypedMember:
    return typed_member.TypedMember(str(body.fields.get("act")), body.fields, refused)


def _member(asked: DeskAsked) -> str:
    return asked.named("member", MemberUnknown, lambda name: _ID.fullmatch(name) is not None)
