"""What a trigger answers with, whatever host carries it."""

from collections.abc import Mapping
from typing import NamedTuple


class Response(NamedTuple):
    """An HTTP answer: status, headers and the bytes of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
