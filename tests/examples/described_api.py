"""The API as the app declares it: every HTTP function, and the document made of them."""

import function_app
from functions.about.api import described
from shared.web.api.openapi import openapi_document

assert function_app.app
OPERATIONS = described()
DOCUMENT = openapi_document(OPERATIONS)
