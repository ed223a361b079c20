"""What Azure takes of a resource, as Microsoft's own management packages model it.

Two generations of them are about: the older lists its attributes in ``_attribute_map``, the newer as fields.
"""

import importlib
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import ModuleType, NoneType
from typing import Any

MODELS = {
    "Microsoft.Authorization/roleAssignments": (
        "authorization.v2022_04_01",
        "RoleAssignmentCreateParameters",
    ),
    "Microsoft.Communication/communicationServices": ("communication", "CommunicationServiceResource"),
    "Microsoft.Communication/emailServices": ("communication", "EmailServiceResource"),
    "Microsoft.Communication/emailServices/domains": ("communication", "DomainResource"),
    "Microsoft.EventGrid/systemTopics": ("eventgrid", "SystemTopic"),
    "Microsoft.EventGrid/systemTopics/eventSubscriptions": ("eventgrid", "EventSubscription"),
    "Microsoft.Insights/actionGroups": ("monitor", "ActionGroupResource"),
    "Microsoft.Insights/components": ("applicationinsights.v2020_02_02", "ApplicationInsightsComponent"),
    "Microsoft.Insights/metricAlerts": ("monitor", "MetricAlertResource"),
    "Microsoft.Insights/scheduledQueryRules": ("monitor", "ScheduledQueryRuleResource"),
    "Microsoft.Insights/webtests": ("applicationinsights.v2022_06_15", "WebTest"),
    "Microsoft.Insights/workbooks": ("applicationinsights.v2022_04_01", "Workbook"),
    "Microsoft.KeyVault/vaults": ("keyvault", "VaultCreateOrUpdateParameters"),
    "Microsoft.ManagedIdentity/userAssignedIdentities": ("msi.v2024_11_30", "Identity"),
    "Microsoft.OperationalInsights/workspaces": ("loganalytics", "Workspace"),
    "Microsoft.Storage/storageAccounts": ("storage", "StorageAccountCreateParameters"),
    "Microsoft.Storage/storageAccounts/blobServices": ("storage", "BlobServiceProperties"),
    "Microsoft.Storage/storageAccounts/blobServices/containers": ("storage", "BlobContainer"),
    "Microsoft.Storage/storageAccounts/queueServices": ("storage", "QueueServiceProperties"),
    "Microsoft.Storage/storageAccounts/queueServices/queues": ("storage", "StorageQueue"),
    "Microsoft.Web/serverfarms": ("web", "AppServicePlan"),
    "Microsoft.Web/sites": ("web", "Site"),
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies": (
        "web",
        "CsmPublishingCredentialsPoliciesEntity",
    ),
    "Microsoft.Web/sites/config": ("web", "SiteAuthSettingsV2"),
}
"""The model of each type of resource in ``infra``: package and class."""


@dataclass(frozen=True, slots=True)
class Field:
    """One property: whether it must be there, whether Azure alone writes it, and what is in it."""

    inside: Any
    required: bool = False
    read_only: bool = False


def model_of(resource_type: str) -> type:
    """The model of this type of resource. Raises ``KeyError``: nothing is known of it."""
    package, name = MODELS[resource_type]
    found: type = getattr(_models(package), name)
    return found


def is_model(inside: object) -> bool:
    """Whether this is an object with properties of its own."""
    return isinstance(inside, type) and any(each.__name__ in {"Model", "_Model"} for each in inside.__mro__)


@cache
def fields(model: type) -> Mapping[str, Any]:
    """The properties of this model by name: a ``Field``, or a mapping where an older model flattened them."""
    return _listed(model) if hasattr(model, "_attribute_map") else _declared(model)


def kinds(model: Any) -> tuple[str, Mapping[str, type]]:  # noqa: ANN401 - theirs
    """By which property the kinds of this model are told, and the model of each; empty: it has one."""
    by = getattr(model, "_subtype_map", {})
    if not by:
        return "", {}
    attribute = next(iter(by))
    names = by[attribute]
    key: str = model._attribute_map[attribute]["key"].replace("\\.", ".")  # noqa: SLF001 - theirs
    module = importlib.import_module(model.__module__.rpartition("._")[0])
    return key, {kind: getattr(module, name) for kind, name in names.items()}


def _models(package: str) -> ModuleType:
    return importlib.import_module(f"azure.mgmt.{package}.models")


def _listed(model: Any) -> dict[str, Any]:  # noqa: ANN401 - theirs
    module = importlib.import_module(model.__module__.rpartition("._")[0])
    found: dict[str, Any] = {}
    for attribute, told in model._attribute_map.items():  # noqa: SLF001 - theirs
        rules = model._validation.get(attribute, {})  # noqa: SLF001 - theirs
        *outer, name = told["key"].replace("\\.", "\0").split(".")
        place = found
        for each in outer:
            place = place.setdefault(each, {})
        inside = _listed_inside(module, told["type"])
        place[name.replace("\0", ".")] = Field(
            inside, rules.get("required", False), rules.get("readonly", False)
        )
    return found


def _listed_inside(module: ModuleType, kind: str) -> object:
    if kind.startswith("["):
        return [_listed_inside(module, kind[1:-1])]
    plain = {"str": str, "bool": bool, "int": int, "float": float}
    return plain.get(kind) or getattr(module, kind, Any)


def _declared(model: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for owner in reversed(model.__mro__):
        for name, field in vars(owner).items():
            if type(field).__name__ != "_RestField":
                continue
            hint = _hint(owner, owner.__annotations__[name])
            kinds_of = typing.get_args(hint) if typing.get_origin(hint) is typing.Union else (hint,)
            found[field._rest_name_input or name] = Field(  # noqa: SLF001 - theirs
                _declared_inside(kinds_of),
                required=NoneType not in kinds_of,
                read_only=field._visibility == ["read"],  # noqa: SLF001 - theirs
            )
    return found


def _declared_inside(kinds_of: tuple[Any, ...]) -> object:
    meant = [each for each in kinds_of if each is not NoneType]
    enums = [each for each in meant if isinstance(each, type) and issubclass(each, Enum)]
    first: Any = [*enums, *meant][0]
    if typing.get_origin(first) is list:
        inner = typing.get_args(first)[0]
        options = typing.get_args(inner) if typing.get_origin(inner) is typing.Union else (inner,)
        return [_declared_inside(options)]
    return first if isinstance(first, type) else Any


def _hint(owner: type, told: object) -> Any:  # noqa: ANN401 - a type
    """What an annotation means: it names classes of its package's models, and enumerations by ``_models``."""
    package = importlib.import_module(owner.__module__.rpartition(".")[0])
    module = importlib.import_module(owner.__module__)
    names = vars(typing) | vars(package) | vars(module) | {"_models": package}
    holder = type("Holder", (), {"__annotations__": {"it": told}})
    return typing.get_type_hints(holder, names, names)["it"]
