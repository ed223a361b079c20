"""What the local host uses of azure-functions-runtime is private: when a test here fails, it has moved.

See ``devstack/functions_host/runtime.py`` before the pin is changed.
"""

import inspect
from importlib.metadata import requires, version

from azure_functions_runtime import handle_event
from azure_functions_runtime.bindings import meta
from azure_functions_runtime.bindings.datumdef import Datum
from azure_functions_runtime.native_invocation import invocation_request_native
from azure_functions_runtime.utils import threadpool


def parameters(function: object) -> list[str]:
    """The names of a function's parameters, in order."""
    assert callable(function)
    return list(inspect.signature(function).parameters)


def test_a_function_is_invoked_by_id_with_named_inputs_and_the_triggers_metadata() -> None:
    assert inspect.iscoroutinefunction(invocation_request_native)
    assert parameters(invocation_request_native)[:4] == [
        "invocation_id",
        "function_id",
        "inputs",
        "trigger_metadata",
    ]


def test_an_app_is_indexed_from_its_folder_with_the_hosts_classes() -> None:
    assert parameters(handle_event.load_function_metadata) == ["function_app_directory", "caller_info"]
    assert {"protos", "_metadata_result"} <= vars(handle_event).keys()
    assert parameters(meta.load_binding_registry) == parameters(threadpool.start_threadpool_executor) == []


def test_values_travel_as_datum_with_value_and_type() -> None:
    datum = Datum("text", "string")
    assert (datum.value, datum.type) == ("text", "string")


def test_the_runtime_is_pinned_and_no_part_of_the_product() -> None:
    assert version("azure-functions-runtime") == "1.3.0"
    assert not [each for each in requires("support-desk") or () if each.startswith("azure-functions-runtime")]
