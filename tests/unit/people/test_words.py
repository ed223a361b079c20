"""Every field that is stored with a ticket is known to be words of somebody's, or not to be."""

from collections.abc import Iterator
from typing import Any, TypeAliasType, get_args

from pydantic import BaseModel

from shared.domain.agenda.header import TicketHeader
from shared.domain.events.events import TicketEvent
from shared.domain.letters.notices import Notice
from shared.domain.people.words import WORDS, reworded
from shared.domain.tickets.changes import MailBatch, Said
from shared.usecases.mail.unfiled_mails import UnfiledMail

NO_WORDS = frozenset(
    {
        *("id", "ticket", "turn", "turns", "entry", "answer", "answers_up_to", "note", "quote", "session"),
        *("first", "second"),
        *("conference", "conference_of", "slot", "send", "mail", "clock", "clock_id", "digest", "moved_from"),
        *("split_into", "into", "source", "to", "improvement", "improvements", "batches", "automatic_mails"),
        *(
            "content",
            "end_content",
            "sha256",
            "person",
            "requester",
            "proved",
            "known_by",
            "people",
            "waits_under",
        ),
        *("about", "void", "withdrawn", "doubtful", "stale", "unsent", "told", "months", "mine", "ours"),
        *(
            "author",
            "owner",
            "host",
            "taken_by",
            "letter",
            "channel",
            "content_type",
            "currency",
            "zone",
            "version",
        ),
        *("document", "products", "error", "fixed_in", "improved", "title", "workaround", "skip"),
        *("member", "member_name", "provider", "customer", "detail", "sold", "status", "commands"),
    }
)
"""Ids, digests, supporters' ids, words of the desk's own, and what is about a product or an organisation."""


def fields(kind: Any, seen: set[type]) -> Iterator[str]:  # noqa: ANN401 - types of any sort
    """The names of all fields that hold text, however deep."""
    if isinstance(kind, TypeAliasType):
        yield from fields(kind.__value__, seen)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind not in seen:
            seen.add(kind)
            for name, field in kind.model_fields.items():
                yield from [name] if _is_text(field.annotation) else fields(field.annotation, seen)
    else:
        for part in get_args(kind):
            yield from fields(part, seen)


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - as above
    if isinstance(kind, TypeAliasType):
        return _is_text(kind.__value__)
    return kind is str or any(map(_is_text, get_args(kind)))


def test_every_field_that_is_stored_is_known_to_be_words_or_not() -> None:
    seen: set[type] = set()
    stored = {
        name
        for root in (TicketEvent, TicketHeader, Said, MailBatch, Notice, UnfiledMail)
        for name in fields(root, seen)
    }
    assert stored - WORDS - NO_WORDS == set()
    assert set() == WORDS & NO_WORDS


def test_words_of_the_desks_own_in_such_a_field_stay() -> None:
    said = Said(id="m1", text="It stops.", refused_files=("a.exe",))
    emptied = reworded(said, lambda _, __: "")
    assert (emptied.id, emptied.text, emptied.refused_files) == ("m1", "", ("",))
