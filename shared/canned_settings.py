"""The setting that names a file of canned answers, which is read and judged together with the settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from shared.domain.values.canned_answers import CannedAnswer
from shared.retention_settings import RetentionSettings

_APP = Path(__file__).parents[1]
_MOST = 100
_MISSING = "is missing: give it in Swedish (sv) and in English (en)"
_NOT_READ = "the file cannot be read: name one by its whole path, or by its path from the app's folder"
_TOO_MANY = f"the file has more than {_MOST} answers: take some out"


def read_canned_answers(path: object) -> tuple[CannedAnswer, ...]:
    """The answers in this TOML file, in its order.

    Raises ``ValueError``: there is no such file, or which answer of it is to be mended, and how.
    """
    if not isinstance(path, str):
        raise ValueError(_NOT_READ)  # noqa: TRY004 - pydantic tells a ValueError as what is wrong with the setting
    import tomllib  # noqa: PLC0415 - an app that has no such file does not wait for it

    try:
        tables = tomllib.loads((_APP / path).read_text(encoding="utf-8"))
    except OSError:
        raise ValueError(_NOT_READ) from None
    except ValueError as error:
        message = f"the file is not TOML in UTF-8: {error}"
        raise ValueError(message) from None
    if len(tables) > _MOST:
        raise ValueError(_TOO_MANY)
    return tuple(_answer(name, table) for name, table in tables.items())


def _answer(name: str, table: object) -> CannedAnswer:
    said = table if isinstance(table, Mapping) else {}
    try:
        return CannedAnswer.model_validate({**said, "name": name})
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        message = f"[{name}] {'; '.join(_fault(each) for each in found)}"
        raise ValueError(message) from None


def _fault(found: ErrorDetails) -> str:
    where = ".".join(str(part) for part in found["loc"])
    told = found["msg"].removeprefix("Value error, ")
    return f"{where} {_MISSING}" if found["type"] == "missing" else f"{where}: {told}"


class CannedSettings(RetentionSettings):
    """A part of all settings, which are read and described together."""

    canned_answers: Annotated[tuple[CannedAnswer, ...], BeforeValidator(read_canned_answers)] = Field(
        default=(),
        description="A TOML file of answers that supporters put into an answer on a ticket's page, by its "
        "whole path or its path from the app's folder: [how it is written](#canned-answers). Without it "
        "there are none.",
    )
