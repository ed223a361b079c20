"""How the app starts: only what every process needs, and nobody looks for garbage meanwhile."""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


@contextmanager
def nothing_collected() -> Iterator[None]:
    """No garbage is looked for in here, nor later among what was made in here: a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def imported_when_used() -> Iterator[None]:
    """A module of ours that is first imported in here runs when something in it is first asked for.

    Write ``from package import module``: naming what is in the module would ask for it at once.
    """
    sys.meta_path.insert(0, _LATER)
    try:
        yield
    finally:
        sys.meta_path.remove(_LATER)


class _Later(MetaPathFinder):
    """Finds our modules as the path does, and puts off running them; packages run at once."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's spec; None for what others are to find."""
        if not fullname.startswith(("shared.", "functions.")):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None and spec.submodule_search_locations is None:
            spec.loader = LazyLoader(spec.loader)
        return spec


_LATER = _Later()
