"""Run by a bare Python in the package's own folder: indexes the app, and has it answer one intake.

Knows nothing of the repository: what it imports is the package's, or Python's.
"""

import asyncio
import json
import sys
import time

FOLDER = sys.argv[1]
sys.path[:0] = [FOLDER, f"{FOLDER}/.python_packages/lib/site-packages"]


def loaded() -> list[tuple[str, object]]:
    """Every module; asking one that waits for its first use may load others."""
    return list(sys.modules.items())


def main() -> None:
    """Print, as JSON, what was indexed, how the intake was answered, and what importing took."""
    began = time.process_time()
    import azure.functions as func  # noqa: PLC0415 - importing is what is looked at

    import function_app  # noqa: PLC0415 - as above

    seconds = time.process_time() - began
    modules = len(sys.modules)
    indexed = {str(each.get_function_name()): each for each in function_app.app.get_functions()}
    body = {"email": "eva@example.org", "product": "Planner", "kind": "error", "message": "It stays empty."}
    request = func.HttpRequest(
        "POST",
        "https://desk.example.com/api/intake",
        headers={"Content-Type": "application/json", "Idempotency-Key": "of-the-package"},
        body=json.dumps(body).encode(),
    )
    intake = indexed["intake"]
    trigger = intake.get_trigger()
    assert trigger is not None
    answer = asyncio.run(intake.get_user_function()(**{trigger.name: request}))
    from_where = [(name, str(getattr(module, "__file__", None) or FOLDER)) for name, module in loaded()]
    outside = [name for name, file in from_where if not file.startswith((FOLDER, sys.base_prefix))]
    told = {
        "functions": sorted(indexed),
        "status": answer.status_code,
        "answer": json.loads(answer.get_body()),
    }
    print(json.dumps(told | {"modules": modules, "seconds": seconds, "outside": outside}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
