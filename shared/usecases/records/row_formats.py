"""How a model stands in a row: as JSON that names its format first, so that every version can tell."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from shared.ports.store import Create, Replace, Row, StoreUnavailable

type Step = Callable[[dict[str, Any]], dict[str, Any]]
"""What a row says, as the format after its own says it."""

_NAMED = re.compile(r'\s*\{\s*"format"\s*:\s*(\d+)\s*,?')


class RowFormatUnknown(StoreUnavailable):
    """A newer version of the desk wrote the row: this one cannot tell what it means, and leaves it alone."""


@dataclass(frozen=True, slots=True)
class RowFormat[Model: BaseModel]:
    """One kind of row. ``steps`` lead from format 1 to 2, from 2 to 3, and so on, to the one that is written.

    A row that names no format was written before there were any: it is of format 1.
    """

    read_json: Callable[[str], Model]
    steps: tuple[Step, ...] = ()

    def text(self, model: Model) -> str:
        """The row's text, in the newest format."""
        said = model.model_dump_json()[1:]
        return f'{{"format":{self._newest}{"" if said == "}" else ","}{said}'

    def row(self, key: str, model: Model, etag: str | None) -> Create | Replace:
        """The row to write: in place of the one that was read at this version, or new where none was."""
        return Create(key, self.text(model)) if etag is None else Replace(key, self.text(model), etag)

    def read(self, text: str) -> Model:
        """What the row says, in whichever format it was written.

        Raises ``RowFormatUnknown``: in one that is newer than this version of the desk.
        """
        if text.startswith(begun := f'{{"format":{self._newest},'):
            return self.read_json(f"{{{text[len(begun) :]}")
        named = _NAMED.match(text)
        number = int(named[1]) if named else 1
        said = f"{{{text[named.end() :]}" if named else text
        if number > self._newest:
            message = f"a row of format {number} was read, and this version knows {self._newest} at most"
            raise RowFormatUnknown(message)
        return self.read_json(said if number == self._newest else self._brought_up(said, number))

    def read_if_whole(self, text: str) -> Model | None:
        """The same; None where it cannot be read, as of a hint that is then written anew."""
        try:
            return self.read(text)
        except ValidationError:
            return None

    def found(self, row: Row | None, otherwise: Model) -> tuple[Model, str | None]:
        """What the row that was asked for says, and its version, by which ``row`` replaces it.

        ``otherwise``, and no version, where there is none. Raises ``RowFormatUnknown``.
        """
        return (self.read(row.text), row.etag) if row else (otherwise, None)

    @property
    def _newest(self) -> int:
        return 1 + len(self.steps)

    def _brought_up(self, said: str, number: int) -> str:
        what = json.loads(said)
        for step in self.steps[number - 1 :]:
            what = step(what)
        return json.dumps(what)
