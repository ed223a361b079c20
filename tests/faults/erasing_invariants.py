"""What must hold once a person is erased: no word and no address of the person stands anywhere."""

import base64
from collections.abc import Iterator

from shared.domain.agenda.agenda import LEAVE
from shared.domain.values.identity import address_key
from shared.usecases.people.erasure_rows import ERASURES
from tests.fakes.desk import SECRET
from tests.fakes.files import MemoryFiles
from tests.fakes.segments import MemorySegments
from tests.fakes.store import MemoryStore
from tests.faults.examples import EVA
from tests.faults.search_invariants import unpacked

WORDS = (EVA, "personal eva", "personal name", "personal subject", "personal message", "personal answer")
"""Of the stories in which Eva is erased."""


def left_of_erased(store: MemoryStore, files: MemoryFiles, segments: MemorySegments) -> Iterator[str]:
    """Where something stands of Eva, where she has been erased."""
    rows = store.everything()
    told = [ERASURES.read(text) for (_, __, key), text in rows.items() if key.startswith("erasure-")]
    if not any(each.done and each.person == address_key(SECRET, EVA) for each in told):
        return
    for place, text in rows.items():
        if any(word in f"{text} {_raw(text)}".casefold() for word in WORDS):
            yield f"6: {place} has a word of an erased person: {text[:80]}"
    yield from _left_to_search(store, segments)
    yield from (
        f"6: the file {key} of an erased person is still kept"
        for key, file in files.kept.items()
        if file.content
    )


def _left_to_search(store: MemoryStore, segments: MemorySegments) -> Iterator[str]:
    """What is still found of the person, but for what a scan is yet to leave nowhere."""
    if any(key.startswith(f"{LEAVE}-") for _, __, key in store.everything()):
        return
    for name, content in segments.kept.items():
        if any(word in unpacked(content).casefold() for word in WORDS):
            yield f"6: {name} has a word of an erased person"


def _raw(text: str) -> str:
    """What stands in a piece of a mail as it came; "" of anything else."""
    try:
        return base64.b64decode(text, validate=True).decode("latin-1")
    except ValueError:
        return ""
