"""A product's newest version: its number for anybody, and where it is for members that are covered."""

from __future__ import annotations

import azure.functions as func

from functions.doors.answering import as_json
from functions.doors.asked import Asked, language_of
from functions.doors.doors import Doors
from functions.doors.guessing import refused_to_program
from functions.doors.parts import LANGUAGE
from functions.member.pages import path_of, reader_language, refused_plainly, token_of
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import FileInfected, FileUnknown, FileUnscanned, LinkInvalid, LinkRevoked
from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.domain.refusals.release_errors import (
    MemberTokenNeeded,
    MemberTokenRefused,
    NothingReleased,
    ProductUnsold,
    UpgradeLinkExpired,
    UpgradeWithheld,
)
from shared.web.api.operation import BYTES, Auth, DeclaredAnswer, Parameter, Where, in_path, json_answer, page
from shared.web.http.language import DEFAULT
from shared.web.http.response import Response
from shared.web.http.versions import read_versions

with imported_when_used():
    from shared.usecases.releases import find_upgrade
    from shared.web.files import file_download
    from shared.web.releases import upgrade_page

blueprint = Doors("Releases and upgrades")

_TOKEN = "Desk-Member-Token"  # noqa: S105 - a header's name
_CACHED = "public, max-age=300"
_PRODUCT = in_path("product", "The product's id.", "planner")
_LINK = in_path(
    "link",
    "The signed link, as it stands in the mail or the answer.",
    "upgrade.k3f7q2mz5abcdwxy.m5d2s7kq3xwzafne.p4t6yh2wq7kdm3zx.0.1780000000.k3f7q2mz5abcdwxyk3f7q2mz",
)
_MAY_END = (LinkInvalid, UpgradeLinkExpired, LinkRevoked, TooManyGuesses)
_KEPT = {"Cache-Control": "Five minutes, for anybody.", "ETag": "Send it as `If-None-Match` to be told less."}


@blueprint.view(
    "GET api/versions/{product}",
    (
        json_answer(200, "The newest version's number.", lambda: find_upgrade.NewestVersion, _KEPT),
        DeclaredAnswer(304, "It is the one that `If-None-Match` names.", headers=_KEPT),
    ),
    parameters=(
        _PRODUCT,
        Parameter("If-None-Match", Where.HEADER, "The `ETag` of an earlier answer.", example='"7.2.1"'),
    ),
    refuses=(ProductUnsold, NothingReleased),
    auth=Auth.ANONYMOUS,
)
async def version(asked: Asked) -> Response:
    """Ask for the newest version's number.

    For programs that tell their users that there is a newer version. It needs no token and may be cached.
    """
    found = await find_upgrade.newest_version(asked.desk, asked.named("product"))
    kept = {"Cache-Control": _CACHED, "ETag": f'"{found.version}"'}
    known = read_versions(asked.request.headers.get("if-none-match"))
    if found.version in known or "*" in known:
        return Response(304, kept, b"")
    answer = as_json(found)
    return answer._replace(headers={**answer.headers, **kept})


@blueprint.view(
    "GET api/upgrades/{product}",
    "The newest version and where to fetch it.",
    refusing=refused_to_program,
    parameters=(
        _PRODUCT,
        Parameter(
            _TOKEN, Where.HEADER, "The member's token.", example="member.k3f7q2mz5abcdwxy.a.b", required=True
        ),
    ),
    refuses=(
        MemberTokenNeeded,
        MemberTokenRefused,
        TooManyGuesses,
        ProductUnsold,
        UpgradeWithheld,
        NothingReleased,
    ),
    auth=Auth.ANONYMOUS,
)
async def upgrade(asked: Asked) -> find_upgrade.Upgrade:
    """Fetch the newest version, with a member's token.

    For a member whose subscription to the product covers it as it asks: the version, its notes, and an
    address, which ends (`expires`) where the release is a file of the desk. Anybody else is told what the
    choices are, and no address.
    """
    token = asked.request.headers.get(_TOKEN.lower())
    return await find_upgrade.upgrade_for_program(asked.desk, token, asked.named("product"))


@blueprint.own(
    "GET api/member/upgrade/{link}",
    (page(200, "The page: the newest version, or for who is not covered the choices."),),
    refusing=refused_plainly,
    parameters=(_LINK, LANGUAGE),
    refuses=_MAY_END,
    auth=Auth.ANONYMOUS,
    pages=True,
)
async def upgrade_shown(req: func.HttpRequest) -> Response:
    """The newest version, as a release mail's reader sees it.

    Whether it is handed out is decided when the page is opened, as for programs. Opening it changes nothing.
    """
    desk = wiring.desk()
    offered = await find_upgrade.offered_upgrade(desk, token_of(req))
    language = reader_language(req, offered.language or language_of(req, DEFAULT))
    return upgrade_page.upgrade_page(offered, desk.vendor, language, path_of(req))


@blueprint.own(
    "GET api/member/download/{link}",
    (
        DeclaredAnswer(
            200,
            "The file.",
            media=BYTES,
            headers={
                "Content-Disposition": "The file's name.",
                "X-File-Scan": "`clean` or `unscanned`.",
                "X-File-Warning": "What to mind, of a file that nothing has looked at.",
            },
        ),
    ),
    refusing=refused_plainly,
    parameters=(_LINK, LANGUAGE),
    refuses=(*_MAY_END, UpgradeWithheld, FileUnknown, FileInfected, FileUnscanned),
    auth=Auth.ANONYMOUS,
    pages=True,
)
async def release_download(req: func.HttpRequest) -> Response:
    """Download the newest version.

    By the address that was answered to a member's token or stands on its page, within an hour, and only as
    long as the member is covered.
    """
    return file_download.file_download(await find_upgrade.open_release_file(wiring.desk(), token_of(req)))
