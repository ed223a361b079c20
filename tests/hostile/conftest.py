"""What the triggers' tests run over."""

from tests.triggers.conftest import fake, settings

__all__ = ["fake", "settings"]
