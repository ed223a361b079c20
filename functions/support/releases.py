"""Releases of products, and the members' tokens that open them, for the vendor."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from shared.domain.refusals.errors import AuthorUnknown, MemberUnknown, ProductUnknown
from shared.domain.refusals.release_errors import (
    FixUnknown,
    FixUnready,
    ProductUnsold,
    ReleaseExists,
    ReleaseFileTooLarge,
    ReleaseFileUnknown,
    ReleaseUnknown,
)
from shared.web.api.operation import BYTES, in_path, json_answer
from shared.web.http.bodies import BodyMalformed
from shared.web.http.response import Response

with imported_when_used():
    from shared.domain.releases import release as releases
    from shared.domain.values import fields
    from shared.usecases.releases import keep_release_file, member_token, publish_release, read_releases
    from shared.web.releases import release_uploads

blueprint = Doors("Releases and upgrades")

PRODUCT = in_path("product", "The id of a product in the settings.", "planner")
VERSION = in_path("version", "One to four numbers with full stops between them.", "7.2.1")
_MEMBER = in_path("member", "The vendor's own name for the member.", "acme")
_UPLOAD = """\
curl "$DESK/api/release-files" \\
  -H "x-functions-key: $KEY" \\
  -H 'Content-Type: application/octet-stream' \\
  --data-binary @planner-7.2.1.msi"""


@blueprint.view(
    "POST api/release-files",
    "The file is kept; a release names it by its id.",
    201,
    refuses=(BodyMalformed, ReleaseFileTooLarge),
    curl=_UPLOAD,
    raw=BYTES,
    about_nobody="What is released of a product.",
)
async def release_file(asked: Asked) -> keep_release_file.UploadedFile:
    """Upload the file of a release.

    The bytes as they are, at most 50 MiB, before the release that names them is published. The same
    content again is the same file. A release that lies elsewhere needs none: it is published with its
    address.
    """
    content = release_uploads.read_upload(asked.request.get_body())
    return await keep_release_file.keep_release_file(asked.desk, content)


@blueprint.act(
    "POST api/releases",
    (
        json_answer(201, "The release is out.", lambda: read_releases.ReleaseView),
        json_answer(
            200,
            "It was out already, and says the same; nobody is told again.",
            lambda: read_releases.ReleaseView,
        ),
    ),
    {
        "product": "planner",
        "version": "7.2.1",
        "notes": {"sv": "Kalendern öppnas igen.", "en": "The calendar opens again."},
        "fixes": ["E-12"],
        "author": "anna",
        "address": "https://download.example.com/planner-7.2.1.msi",
    },
    refuses=(ProductUnknown, AuthorUnknown, ReleaseExists, ReleaseFileUnknown, FixUnknown, FixUnready),
    about_nobody="What is released of a product.",
)
async def write_release(asked: Asked, body: releases.ReleaseBody) -> Response:
    """Publish a release.

    From now on it is what members that are covered fetch, if its version is the greatest. The responsible
    persons of these members are told, and whoever reported an entry of the register that it fixes: one mail a
    person, as with news; the item's id is in `news`. The entries are released with it. A version
    is released once: the same again changes nothing, and anything else of that version is refused.
    """
    release, new = await publish_release.publish_release(asked.desk, body)
    return as_json(read_releases.release_view(release), status=201 if new else 200)


@blueprint.view(
    "GET api/releases/{product}",
    "At most 100 releases, the newest version first; `more` says whether there are others.",
    parameters=(PRODUCT,),
    refuses=(ProductUnsold,),
    about_nobody="What is released of a product.",
)
async def releases_listed(asked: Asked) -> read_releases.ReleasesView:
    """List a product's releases.

    By version, and not by the day on which they were published.
    """
    return await read_releases.list_releases(asked.desk, asked.named("product"))


@blueprint.view(
    "GET api/releases/{product}/{version}",
    "The release.",
    parameters=(PRODUCT, VERSION),
    refuses=(ProductUnsold, ReleaseUnknown),
    about_nobody="What is released of a product.",
)
async def release(asked: Asked) -> read_releases.ReleaseView:
    """Read a release.

    As it was published, and which news item tells of it.
    """
    return await read_releases.read_release(asked.desk, asked.named("product"), asked.named("version"))


@blueprint.view(
    "POST api/members/{member}/token",
    "The token. It is shown this once.",
    201,
    parameters=(_MEMBER,),
    refuses=(MemberUnknown,),
)
async def make_member_token(asked: Asked) -> member_token.MemberToken:
    """Make a member's token.

    What the member's programs send as `Desk-Member-Token` when they ask for upgrades. It lasts a year,
    if the key that signs links is kept for so long, and ends with the others when they are revoked.
    """
    return await member_token.make_token(asked.desk, asked.named("member"))


@blueprint.act(
    "POST api/members/{member}/links/revoke",
    "How often they have been revoked by now.",
    {"author": "anna", "reason": "The token was in a public repository."},
    parameters=(_MEMBER, keyed("one revocation", "revoke-acme-1")),
    refuses=(MemberUnknown, AuthorUnknown),
)
async def revoke_member_links(asked: Asked, body: fields.ReasonBody) -> member_token.LinksRevokedAt:
    """Revoke a member's tokens and links.

    Every token of the member ends, and every link to its upgrades that was mailed. Make a new token
    afterwards. Links to tickets are revoked at their ticket.
    """
    return await member_token.revoke_tokens(asked.desk, asked.named("member"), body, asked.key)
