"""What is paid for only when it is needed."""

import subprocess
import sys

LOADED = "import sys, shared.web.pages.pages, shared.mail.render; print('jinja2' in sys.modules)"


def test_importing_pages_and_mails_does_not_import_jinja() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


DESCRIBED = """
import sys, function_app
from importlib.util import _LazyModule
late = {f"shared.web.api.{each}" for each in ("openapi", "api_schemas", "docs_page")}
late |= {"jinja2", "stripe"}
print({name for name in late & sys.modules.keys() if type(sys.modules[name]) is not _LazyModule})
"""


def test_importing_the_app_describes_no_api_yet() -> None:
    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "-c", DESCRIBED], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
