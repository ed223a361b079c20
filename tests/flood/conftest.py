"""A flood goes through the triggers, with their settings."""

from tests.triggers.conftest import settings

__all__ = ["settings"]
