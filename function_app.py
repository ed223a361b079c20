"""All functions of the desk, at a glance. The only file that Azure indexes."""

import azure.functions as func

from functions.about import health

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
app.register_functions(health.blueprint)
