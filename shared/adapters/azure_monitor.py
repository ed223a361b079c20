"""Azure Monitor as the place where what is watched goes, asked as the app's identity."""

from azure.monitor.opentelemetry.exporter import (
    AzureMonitorLogExporter,
    AzureMonitorMetricExporter,
    AzureMonitorTraceExporter,
)
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from shared.adapters.open_telemetry import OpenTelemetry

_EVERY = 60_000
"""Milliseconds: an instance that is taken away has told of all but its last minute."""


def azure_monitor(connection: str, instance: str) -> OpenTelemetry:
    """Begin to watch. Sending is done by threads, and what cannot be sent is dropped, never kept in files.

    Args:
        connection: the connection string of Application Insights; no secret, where only identities may write
            there. The exporter reads by itself as which (``APPLICATIONINSIGHTS_AUTHENTICATION_STRING``).
        instance: which of the app's processes this is.
    """
    spans = AzureMonitorTraceExporter(connection_string=connection, disable_offline_storage=True)
    metrics = AzureMonitorMetricExporter(connection_string=connection, disable_offline_storage=True)
    logs = AzureMonitorLogExporter(connection_string=connection, disable_offline_storage=True)
    return OpenTelemetry(
        instance,
        BatchSpanProcessor(spans),
        PeriodicExportingMetricReader(metrics, export_interval_millis=_EVERY),
        BatchLogRecordProcessor(logs),
    )
