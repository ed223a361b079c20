"""All functions of the desk, at a glance. The only file that Azure indexes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is imported stays: searching it for garbage meanwhile would be a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


with _nothing_collected():
    import azure.functions as func

    from functions.about import api, health
    from functions.billing import webhooks
    from functions.intake import form, trusted
    from functions.notify import looks
    from functions.sla_timer import scan
    from functions.support import members, news, tickets

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
for family in (form, trusted, webhooks, tickets, members, news, scan, looks, health, api):
    app.register_functions(family.blueprint)
