"""Somebody who watches, and keeps everything in memory: spans, measures and the log."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, NumberDataPoint
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.adapters.open_telemetry import OpenTelemetry
from shared.ports.telemetry import watch_by


@dataclass(frozen=True, slots=True)
class Watched:
    """What has been kept so far."""

    exported: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)
    reader: InMemoryMetricReader = field(default_factory=InMemoryMetricReader)
    lines: InMemoryLogRecordExporter = field(default_factory=InMemoryLogRecordExporter)

    @property
    def spans(self) -> Sequence[ReadableSpan]:
        """All spans that have ended, the first to end first."""
        return self.exported.get_finished_spans()

    def span(self, name: str) -> ReadableSpan:
        """The one span of this name."""
        (found,) = [each for each in self.spans if each.name == name]
        return found

    def measures(self) -> dict[str, list[tuple[Mapping[str, object], float]]]:
        """Each measure by its name: of what, and how many. A level is told once."""
        data = self.reader.get_metrics_data()
        scopes = (scope for each in (data.resource_metrics if data else ()) for scope in each.scope_metrics)
        return {
            metric.name: [
                (dict(point.attributes or {}), point.value)
                for point in metric.data.data_points
                if isinstance(point, NumberDataPoint)
            ]
            for scope in scopes
            for metric in scope.metrics
        }

    def log(self) -> list[tuple[str, Mapping[str, object]]]:
        """Each line of the log: its words, and what is known beside them."""
        records = [each.log_record for each in self.lines.get_finished_logs()]
        return [(str(record.body), dict(record.attributes or {})) for record in records]

    def everything(self) -> str:
        """All that was kept, as text."""
        spans = "".join(span.to_json() for span in self.spans)
        return f"{spans}{self.reader.get_metrics_data()}{self.log()}"


@contextmanager
def watched() -> Iterator[Watched]:
    """This process is watched in here, and by nobody afterwards."""
    kept = Watched()
    watcher = OpenTelemetry(
        "an instance", SimpleSpanProcessor(kept.exported), kept.reader, SimpleLogRecordProcessor(kept.lines)
    )
    watch_by(watcher)
    try:
        yield kept
    finally:
        watch_by(None)
        watcher.close()
