"""Receives providers' webhooks as an Azure Function of its own, and hands them on: /api/paddle and so on.

Needs the secret of each provider in the environment, as PADDLE_SECRET.
"""

import os

import azure.functions as func
import chargebee
import lemon_squeezy
import paddle
from hand_on import hand_on

BRIDGES = {"chargebee": chargebee, "lemon_squeezy": lemon_squeezy, "paddle": paddle}
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route("{provider}", methods=["POST"])
def receive(req: func.HttpRequest) -> func.HttpResponse:
    """200 once the desk has it; 401 to others than the provider; an error lets the provider send again."""
    provider, body = req.route_params["provider"], req.get_body()
    secret = os.environ.get(f"{provider.upper()}_SECRET", "")
    if provider not in BRIDGES or not secret or not BRIDGES[provider].genuine(body, req.headers, secret):
        return func.HttpResponse(status_code=401)
    for event_id, event in BRIDGES[provider].events(body):
        hand_on(event_id, event)
    return func.HttpResponse(status_code=200)
