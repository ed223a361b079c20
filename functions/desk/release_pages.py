"""Releases at the desk: a product's versions, a file uploaded, and a version shown before it is out."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form, typed_form
from functions.starting import imported_when_used
from shared.domain.refusals import errors, release_errors
from shared.domain.refusals.error_sorts import Refused
from shared.web.api.operation import PARTS, URLENCODED, Content, Parameter, Where
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid

with imported_when_used():
    from shared.usecases.desk import desk_releases
    from shared.usecases.releases import keep_release_file, preview_release, publish_release
    from shared.web.desk.releases import release_forms, releases_page

blueprint = DeskDoors("Pages for supporters")

_PRODUCT = Parameter(
    "product", Where.QUERY, "Of this product: its id in the settings; left out: of the first.", "planner"
)
_FILE = Parameter("file_id", Where.QUERY, "The file that was uploaded for the version.", "k3f7q2mz5abcdwxy")
_NAME = Parameter("file_name", Where.QUERY, "The name under which it is saved.", "planner-7.2.msi")
_DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="release")
_EXTRA = {
    "version": "And whatever else a release has, by the names that it has in the API; its notes have a field "
    "for each language.",
    "files": "The file to upload, in a form with parts.",
}


@blueprint.page(
    "GET desk/releases", "The page.", (_PRODUCT, _FILE, _NAME, _DONE), (release_errors.ProductUnsold,)
)
async def desk_release_list(asked: DeskAsked) -> Response:
    """A product's releases.

    At most 100, the newest version first, with what each fixes and where it is fetched; and a form for a
    new one.
    """
    given = {name: asked.query(name) for name in ("file_id", "file_name")}
    file, done = release_forms.file_in(given), asked.query("done")
    return await _releases(asked, asked.query("product"), file, done=done)


@blueprint.form(
    "POST desk/releases",
    Content(
        lambda: release_forms.ReleaseForm,
        {"act": "preview", "token": ""},
        (URLENCODED, PARTS),
        lenient=True,
        extra=_EXTRA,
    ),
    refuses=(
        *FORM_REFUSES,
        errors.ProductUnknown,
        errors.AuthorUnknown,
        release_errors.ProductUnsold,
        release_errors.ReleaseExists,
        release_errors.ReleaseFileUnknown,
        release_errors.ReleaseFileTooLarge,
        release_errors.FixUnknown,
        release_errors.FixUnready,
    ),
    shows="What releasing the version would come to, with a form that does it.",
)
async def desk_release_act(asked: DeskAsked) -> Response:
    """Upload a file, look at a release, or publish it.

    A release is looked at first: whom it would be told, how many they are, and the mail in both languages.
    The form on that page publishes it as it was shown; sent twice, it is one release.
    """
    author = asked.person.acting.id

    async def carry_out(sent: Sent[release_forms.ReleaseForm]) -> Onward | Response:
        if sent.form.act is release_forms.ReleaseAct.UPLOAD:
            return await _upload(asked, sent.body)
        given = release_forms.release_in(sent.body, author)
        if sent.form.act is release_forms.ReleaseAct.PREVIEW:
            seen = await preview_release.preview_release(asked.desk, given)
            form = release_forms.form_to_release(sent.body)
            return releases_page.release_preview_page(seen, form, new_token(asked), asked.reading)
        await publish_release.publish_release(asked.desk, given)
        return Onward(releases_page.RELEASES_PATH, {"product": given.product})

    async def again(body: Body, refused: Refused) -> Response:
        product = str(body.fields.get("product") or "")
        return await _releases(asked, product, release_forms.file_in(body.fields), typed=(body, refused))

    return await take_form(asked, release_forms.ReleaseForm, carry_out, again)


async def _upload(asked: DeskAsked, body: Body) -> Onward:
    """The file is kept, and the page goes on with it. Raises ``FieldsInvalid``: not one file, or its name."""
    if len(body.files) != 1:
        raise FieldsInvalid([FieldError("files", Code.NOT_VALID if body.files else Code.MISSING)])
    (file,) = body.files
    release_forms.refuse_name(file.name)
    kept = await keep_release_file.keep_release_file(asked.desk, file.content)
    query = {"product": str(body.fields.get("product") or ""), "file_id": kept.id, "file_name": file.name}
    return Onward(releases_page.RELEASES_PATH, query)


async def _releases(
    asked: DeskAsked,
    product: str,
    file: release_forms.FileAtHand,
    *,
    done: str = "",
    typed: tuple[Body, Refused] | None = None,
) -> Response:
    found = await desk_releases.read_desk_releases(asked.desk, product or asked.desk.vendor.products[0].id)
    again = typed_form(*_as_typed(*typed), release_forms.REFUSED_AT) if typed else None
    shown = releases_page.ReleasesShown(found, file, new_token(asked), done, again)
    return releases_page.releases_page(shown, asked.reading)


def _as_typed(body: Body, refused: Refused) -> tuple[Body, Refused]:
    """What the form that publishes was refused for comes again in the form in which it can be mended."""
    is_upload = body.fields.get("act") == release_forms.ReleaseAct.UPLOAD
    act = release_forms.ReleaseAct.UPLOAD if is_upload else release_forms.ReleaseAct.PREVIEW
    return Body(dict(body.fields) | {"act": act.value}, body.repeated, body.files), refused
