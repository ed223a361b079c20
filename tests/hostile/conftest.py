"""What the triggers' tests run over, with people who sign in."""

from tests.triggers.conftest import fake, settings
from tests.triggers.desk.conftest import signing_in

__all__ = ["fake", "settings", "signing_in"]
