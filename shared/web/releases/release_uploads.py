"""The body of an uploaded file, as it is."""

from shared.web.http.bodies import BodyMalformed, Fault


def read_upload(body: bytes) -> bytes:
    """The file's bytes. Raises ``BodyMalformed``: there are none."""
    if not body:
        raise BodyMalformed(Fault.EMPTY)
    return body
