"""Run by a bare Python in the package's own folder: indexes the app, and has it answer one intake.

Knows nothing of the repository: what it imports is the package's, or Python's.
"""

import asyncio
import json
import sys
import time
from typing import Any

FOLDER = sys.argv[1]
sys.path[:0] = [FOLDER, f"{FOLDER}/.python_packages/lib/site-packages"]


def loaded() -> list[tuple[str, object]]:
    """Every module; asking one that waits for its first use may load others."""
    return list(sys.modules.items())


def asked_for() -> dict[str, Any]:
    """What an HTTP request is made of: one intake by a program."""
    body = {"email": "eva@example.org", "product": "Planner", "kind": "error", "message": "It stays empty."}
    return {
        "method": "POST",
        "url": "https://desk.example.com/api/intake",
        "headers": {"Content-Type": "application/json", "Idempotency-Key": "of-the-package"},
        "body": json.dumps(body).encode(),
    }


def main() -> None:
    """Print, as JSON, what was indexed, how the intake was answered, and what importing took."""
    began = time.process_time()
    import azure.functions as func  # noqa: PLC0415 - importing is what is looked at

    import function_app  # noqa: PLC0415 - as above

    told: dict[str, Any] = {"seconds": time.process_time() - began, "modules": len(sys.modules)}
    indexed = {str(each.get_function_name()): each for each in function_app.app.get_functions()}
    trigger = indexed["intake"].get_trigger()
    assert trigger is not None
    request = func.HttpRequest(**asked_for())
    answer = asyncio.run(indexed["intake"].get_user_function()(**{trigger.name: request}))
    told |= {
        "functions": sorted(indexed),
        "status": answer.status_code,
        "answer": json.loads(answer.get_body()),
    }
    files = [(name, str(getattr(module, "__file__", None) or FOLDER)) for name, module in loaded()]
    told["outside"] = [name for name, file in files if not file.startswith((FOLDER, sys.base_prefix))]
    print(json.dumps(told))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
