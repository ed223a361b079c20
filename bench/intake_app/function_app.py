"""The desk's intake without its other functions: nobody takes the queue's messages, no mail goes out."""

import azure.functions as func

from functions.intake import requests

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
app.register_functions(requests.blueprint)
