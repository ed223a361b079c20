"""A mistake that is planted into one file of the product, for a test to catch."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
BUGS = Path(__file__).with_name("bugs.toml")


class PlantLost(Exception):
    """The product is written otherwise by now: the plant is to be mended."""


@dataclass(frozen=True, slots=True)
class Bug:
    """``right`` stands in ``file``, ``wrong`` is planted instead; so for the pair in ``also``.

    ``caught_by``: the test that must fail. ``says``: what it then says.
    """

    name: str
    file: str
    right: str
    wrong: str
    caught_by: str
    says: str
    also: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """What is imported from the file."""
        return self.file.removesuffix(".py").replace("/", ".")

    def planted(self) -> str:
        """The file with the bug. Raises ``PlantLost``."""
        source = (ROOT / self.file).read_text()
        for right, wrong in filter(None, [(self.right, self.wrong), self.also]):
            if source.count(right) != 1:
                message = f"{self.name}: what is right is not found once in {self.file}"
                raise PlantLost(message)
            source = source.replace(right, wrong)
        return source


@cache
def bugs() -> dict[str, Bug]:
    """Every bug by its name."""
    found = tomllib.loads(BUGS.read_text())["bugs"]
    return {each["name"]: Bug(**each | {"also": tuple(each.get("also", ()))}) for each in found}
