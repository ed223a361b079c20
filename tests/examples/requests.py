"""Requests of a member, written short."""

from shared.domain.facts.files import GivenFile
from shared.domain.values.intake import Kind, Submission
from shared.usecases.messages.open_ticket import Request


def request(key: str = "key", *, files: tuple[GivenFile, ...] = ()) -> Request:
    """An error report under this key, perhaps with files."""
    submission = Submission(
        email="eva@acme.example.org", product="Planner", kind=Kind.ERROR, message="It stays empty."
    )
    return Request(submission=submission, channel="form", key=key, files=files)
