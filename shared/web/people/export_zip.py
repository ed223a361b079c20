"""A person's data in one file: JSON for programs, a page for people, and what came along beside them."""

import io
import zipfile

from shared.domain.values.vendor import Language, Vendor
from shared.usecases.people.export_person import Exported
from shared.web.http.response import Response
from shared.web.people.export_page import export_page

MEDIA = "application/octet-stream"
NAME = "person.zip"


def export_zip(exported: Exported, vendor: Vendor, language: Language) -> Response:
    """The download, which no cache keeps; its name says nothing of whom it is about."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("person.json", exported.person.model_dump_json(indent=2))
        packed.writestr("person.html", export_page(exported.person, vendor, language))
        for folder, contents in (("files", exported.files), ("mails", exported.mails)):
            for name, content in contents.items():
                packed.writestr(f"{folder}/{name}", content)
    headers = {
        "Content-Type": MEDIA,
        "Content-Disposition": f'attachment; filename="{NAME}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(200, headers, whole.getvalue())
