"""A file as it is handed out: always as a download, never shown in place, never kept by a cache."""

from urllib.parse import quote

from shared.domain.facts.files import FileScan
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_warning
from shared.usecases.files.open_file import OpenedFile
from shared.web.http.response import Response

MEDIA = "application/octet-stream"
"""Whatever the file is: a browser saves this and does not look into it. Its name tells programs the rest."""


def file_download(file: OpenedFile) -> Response:
    """The download; of a file that nothing has looked at the headers say so."""
    headers = {
        "Content-Type": MEDIA,
        "Content-Disposition": _disposition(file.name),
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-File-Scan": file.scan.value,
    }
    if file.scan is not FileScan.CLEAN:
        headers["X-File-Warning"] = file_warning(file.scan, Language.ENGLISH)
    return Response(200, headers, file.content)


def _disposition(name: str) -> str:
    """RFC 6266: the name in plain ASCII for old programs, and whole (RFC 8187) for all others."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
