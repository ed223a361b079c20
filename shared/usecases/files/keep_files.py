"""Files that come with a message are judged, and the good ones kept: before the message itself is.

A file whose message is then never kept does no harm: its key is made from the ticket, the message and the
content, so the same request sent again finds it there, and its label names the ticket that knows of it or
does not.
"""

import asyncio
from collections.abc import Sequence
from hashlib import sha256

from shared.domain.facts.file_taking import judged, safe_name, shown_name, type_of
from shared.domain.facts.files import FileFacts, FileRefusal, GivenFile, KeptFile, NamedFile, RefusedFile
from shared.domain.messages.receiving import Message
from shared.domain.values.identity import digest
from shared.ports.desk import Desk

type Kept = tuple[KeptFile, ...]
type Refused = tuple[RefusedFile, ...]


async def keep_files(desk: Desk, ticket: str, turn: str, files: Sequence[GivenFile]) -> tuple[Kept, Refused]:
    """Put the good ones into storage; which these are, and which are refused and why, each in order.

    Args:
        desk: where they are kept.
        ticket: that the message comes to; its files are found by it.
        turn: what the message is called at this ticket: the same when the same request is sent again.
        files: as they came, at most 10 MiB each; more are refused.

    Raises:
        StoreUnavailable: some may be kept; send the request again.
    """
    good = [each for each, refusal in _judged(files) if refusal is None]
    kept = tuple(_kept(desk, ticket, f"{turn}-{place}", each) for place, each in enumerate(good))
    puts = (
        desk.files.put(each.facts.id, given.content, each.facts.content_type, ticket=ticket)
        for each, given in zip(kept, good, strict=True)
    )
    await asyncio.gather(*puts)
    return kept, refused_files(files)


def with_files(message: Message, kept: Kept, refused: Refused) -> Message:
    """The message with what came along: facts for its event, names for whoever reads its words."""
    named = {
        "files": tuple(each.named for each in kept),
        "refused_files": tuple(each.name for each in refused),
    }
    said = message.said.but(**named)
    return message.but(said=said, files=tuple(each.facts for each in kept))


def refused_files(files: Sequence[GivenFile]) -> Refused:
    """Those that are not taken, and why; the same every time."""
    return tuple(
        RefusedFile(name=shown_name(each.name), reason=refusal)
        for each, refusal in _judged(files)
        if refusal is not None
    )


def files_digest(files: Sequence[GivenFile]) -> tuple[str, ...]:
    """What tells whether two requests bring the same files: each name and content."""
    return tuple(text for each in files for text in (each.name, sha256(each.content).hexdigest()))


def _judged(files: Sequence[GivenFile]) -> list[tuple[GivenFile, FileRefusal | None]]:
    return list(zip(files, judged(files, _identified), strict=True)) if files else []


def _kept(desk: Desk, ticket: str, place: str, given: GivenFile) -> KeptFile:
    sort = type_of(given.name)
    whole = sha256(given.content).hexdigest()
    key = digest(desk.secret, "file", ticket, place, whole)
    return KeptFile(
        facts=FileFacts(
            id=key,
            content_type=sort.content_type if sort else "application/octet-stream",
            size=len(given.content),
            sha256=whole,
        ),
        named=NamedFile(id=key, name=safe_name(given.name), given=shown_name(given.name)),
    )


def _identified(content: bytes) -> frozenset[str]:
    """What the content may be, by its signature."""
    from puremagic import PureError, magic_string  # noqa: PLC0415 - asked for now and then: no start waits for it

    try:
        return frozenset(match.extension.removeprefix(".").lower() for match in magic_string(content))
    except (PureError, ValueError):
        return frozenset()
