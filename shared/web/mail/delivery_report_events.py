"""Delivery reports as Event Grid puts them into a queue, in its own schema or as CloudEvents 1.0.

Fields as documented for ``Microsoft.Communication.EmailDeliveryReportReceived``. Documents, SDK and service
do not agree on how ``deliveryAttemptTimestamp`` is written, so both are read. What the recipient's server
had to say (``deliveryStatusDetails``) may quote an address, and is passed over like every other field.
"""

import base64
import binascii
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.values.frozen import BUILT_WHEN_USED, Instant

_MOST_PROBLEMS = 5

type Report = Literal["Microsoft.Communication.EmailDeliveryReportReceived"]
type Address = Annotated[str, Field(min_length=3, max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")]


class _Part(BaseModel):
    """Types are not converted; fields that are not read are passed over."""

    model_config = BUILT_WHEN_USED | ConfigDict(frozen=True, extra="ignore", strict=True)


class _Data(_Part):
    sender: Address
    recipient: Address
    operation: Annotated[UUID, Field(validation_alias="messageId")]
    status: DeliveryStatus
    attempted: Annotated[
        Instant,
        Field(validation_alias=AliasChoices("deliveryAttemptTimestamp", "deliveryAttemptTimeStamp")),
    ]


class _EventGridEvent(_Part):
    """Event Grid's own schema."""

    id: str
    type: Annotated[Report, Field(validation_alias="eventType")]
    data: _Data


class _CloudEvent(_Part):
    """CloudEvents 1.0."""

    id: str
    specversion: Literal["1.0"]
    type: Report
    data: _Data


class _Kind(_Part):
    """What tells the two schemas apart."""

    specversion: str | None = None


_KIND, _GRID, _CLOUD = (
    TypeAdapter[_Kind](_Kind),
    TypeAdapter[_EventGridEvent](_EventGridEvent),
    TypeAdapter[_CloudEvent](_CloudEvent),
)


def read_delivery_report(body: bytes) -> ProviderReport:
    """The report in this queue message: JSON, or the same in base64, undone by the host or not.

    Raises:
        ValueError: there is none in it, and no retry would mend that. ``str()`` names fields, no values.
    """
    text = _plain(body)
    try:
        cloud = _KIND.validate_json(text).specversion is not None
        data = (_CLOUD if cloud else _GRID).validate_json(text).data
    except ValidationError as error:
        message = _what_is_wrong(error)
        raise ValueError(message) from None
    return ProviderReport(
        operation_id=str(data.operation),
        recipient=data.recipient,
        status=data.status,
        attempted=data.attempted,
    )


def _plain(body: bytes) -> bytes:
    """The JSON itself. JSON begins with a brace, which no base64 does."""
    if body.lstrip().startswith(b"{"):
        return body
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return body


def _what_is_wrong(error: ValidationError) -> str:
    """The fields that are wrong, and how; never what stood there."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)[:_MOST_PROBLEMS]
    return "; ".join(f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['type']}" for each in problems)
