"""The body in which a scanner's result comes. An unknown field is refused as a mistake."""

from typing import Literal

from pydantic import Field

from shared.domain.facts.files import FileScan
from shared.domain.values.frozen import Frozen


class ScanResultBody(Frozen):
    """What a scanner has found in a file."""

    result: Literal[FileScan.CLEAN, FileScan.INFECTED] = Field(
        description="`clean`, or `infected` for anything that is not to be opened. Infected stays infected."
    )
