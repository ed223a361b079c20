"""The file of a release is uploaded, before the release that names it is published."""

from hashlib import sha256

from shared.domain.refusals.release_errors import ReleaseFileTooLarge
from shared.domain.releases.release import LARGEST_FILE
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import digest
from shared.ports.desk import Desk

LABEL = "release"
"""What stands beside the blob where a ticket's reference does: no ticket knows of it."""
_MEDIA = "application/octet-stream"


class UploadedFile(Frozen):
    """What was uploaded. ``id``: what the release names it by; the same content has the same."""

    id: str
    size: int
    sha256: str


async def keep_release_file(desk: Desk, content: bytes) -> UploadedFile:
    """Keep the file; the same content again is the same file.

    Raises ``ReleaseFileTooLarge``; ``StoreUnavailable``: send it again.
    """
    if len(content) > LARGEST_FILE:
        raise ReleaseFileTooLarge
    whole = sha256(content).hexdigest()
    file = digest(desk.secret, "release-file", whole)
    await desk.files.put(file, content, _MEDIA, ticket=LABEL)
    return UploadedFile(id=file, size=len(content), sha256=whole)
