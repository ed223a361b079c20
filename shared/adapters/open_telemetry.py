"""What watches the desk, by OpenTelemetry. Imported only where somebody is to be told: half a second of CPU.

What is kept of a call is its method, its host and its status: an address may hold a signature. What is kept
of an error is its class and the lines that it came by, never its text, which may quote a person.
"""

import logging
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from types import TracebackType
from urllib.parse import urlsplit

from opentelemetry._logs import Logger, SeverityNumber
from opentelemetry.context import Context
from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.sdk._logs import LoggerProvider, LogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace import SpanKind, StatusCode, Tracer, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.ports.telemetry import Called, Happening, Measured

NAME = "support-desk"
OURS = ("functions", "shared")
"""Whose log is kept. What libraries log may quote addresses and texts."""

_W3C = TraceContextTextMapPropagator()
_TRACEPARENT = "traceparent"
_SEVERITIES = {logging.WARNING: SeverityNumber.WARN, logging.ERROR: SeverityNumber.ERROR}
_facts: ContextVar[dict[str, str] | None] = ContextVar("facts", default=None)
"""Of the act that is under way."""


class OpenTelemetry:
    """``shared.ports.Telemetry``, sent by what the three parts of OpenTelemetry are given to send with."""

    on = True

    def __init__(
        self, instance: str, spans: SpanProcessor, metrics: MetricReader, logs: LogRecordProcessor
    ) -> None:
        """``instance``: which of the app's processes this is. Our log is listened to until ``close``."""
        resource = Resource({"service.name": NAME, "service.instance.id": instance})
        self._traces = TracerProvider(resource=resource, shutdown_on_exit=True)
        self._traces.add_span_processor(spans)
        self._metrics = MeterProvider([metrics], resource=resource)
        self._logs = LoggerProvider(resource=resource)
        self._logs.add_log_record_processor(logs)
        self._tracer: Tracer = self._traces.get_tracer(NAME)
        meter = self._metrics.get_meter(NAME)
        self._counts = {each: meter.create_counter(each) for each in Happening}
        self._told: dict[Measured, float] = {}
        for each in Measured:
            meter.create_observable_gauge(each, [partial(self._told_of, each)])
        self._log: Logger = self._logs.get_logger(NAME)
        self._listening = _Listening(self._log)
        for name in OURS:
            logging.getLogger(name).addHandler(self._listening)

    def close(self) -> None:
        """Listen no more, and send what has not been sent."""
        for name in OURS:
            logging.getLogger(name).removeHandler(self._listening)
        self._traces.shutdown()
        self._metrics.shutdown()
        self._logs.shutdown()

    @contextmanager
    def act(self, name: str, *, about: str = "", carried: str = "") -> Generator[None]:
        """See ``Telemetry.act``."""
        known = _about(about) | {"act": name}
        before, parent = _facts.set(known), _W3C.extract({_TRACEPARENT: carried}) if carried else None
        try:
            with self._span(name, SpanKind.INTERNAL, parent, known):
                try:
                    yield
                except BaseException as error:
                    known |= {"outcome": type(error).__name__}
                    raise
                finally:
                    self._tell_end(known)
        finally:
            _facts.reset(before)

    def note(self, **facts: str) -> None:
        """See ``Telemetry.note``."""
        known = _facts.get()
        if known is not None:
            known.update(facts)

    @contextmanager
    def call(self, method: str, address: str) -> Generator[Called]:
        """See ``Telemetry.call``."""
        host = urlsplit(address).hostname or ""
        of = {"http.request.method": method, "server.address": host}
        with self._span(f"{method} {host}", SpanKind.CLIENT, None, of):
            yield _Answered()

    def carrier(self) -> str:
        """See ``Telemetry.carrier``."""
        carried: dict[str, str] = {}
        _W3C.inject(carried)
        return carried.get(_TRACEPARENT, "")

    def add(self, count: Happening, number: int = 1, **of: str) -> None:
        """See ``Telemetry.add``."""
        self._counts[count].add(number, of)

    def tell(self, level: Measured, number: float) -> None:
        """See ``Telemetry.tell``."""
        self._told[level] = number

    def _told_of(self, level: Measured, _: CallbackOptions) -> Sequence[Observation]:
        """What was told since it was asked last: an alert waits for the silence of a scan that stopped."""
        told = self._told.pop(level, None)
        return [] if told is None else [Observation(told)]

    @contextmanager
    def _span(
        self, name: str, kind: SpanKind, parent: Context | None, of: Mapping[str, str]
    ) -> Generator[None]:
        """A span in which OpenTelemetry keeps nothing of an error by itself: its own record has the text."""
        with self._tracer.start_as_current_span(
            name, parent, kind, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            except BaseException as error:
                span.set_status(StatusCode.ERROR)
                span.set_attributes(fault_of(error))
                raise
            finally:
                span.set_attributes(of)

    def _tell_end(self, known: Mapping[str, str]) -> None:
        """One line of the log for each act: what it was, about which ticket, and what came of it."""
        facts = {"outcome": "done", **known}
        self._log.emit(
            body=f"{facts['act']}: {facts['outcome']}",
            severity_number=SeverityNumber.INFO,
            attributes=facts | _fault_under_way(),
        )


class _Answered:
    """Notes what a call came to, on the span that is current while it is under way."""

    def answered(self, status: int) -> None:
        """See ``Called.answered``."""
        get_current_span().set_attribute("http.response.status_code", status)


class _Listening(logging.Handler):
    """Keeps the lines of our own log, each with the act that was under way and the error that was handled."""

    def __init__(self, log: Logger) -> None:
        super().__init__(logging.INFO)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """One line, by its words: what an error says of itself stays here."""
        try:
            self._log.emit(
                body=record.getMessage(),
                severity_number=_SEVERITIES.get(record.levelno, SeverityNumber.INFO),
                severity_text=record.levelname,
                attributes={"logger": record.name, **(_facts.get() or {}), **_fault_under_way()},
            )
        except Exception:  # noqa: BLE001 - as with every handler: a line that cannot be kept costs no act
            self.handleError(record)


def fault_of(error: BaseException) -> dict[str, str]:
    """The class of an error, and by which lines of which functions it came, the innermost last."""
    return {"fault": type(error).__name__, "stack": " > ".join(_lines(error.__traceback__))}


def _fault_under_way() -> dict[str, str]:
    error = sys.exception()
    return fault_of(error) if error else {}


def _lines(step: TracebackType | None) -> Sequence[str]:
    lines: list[str] = []
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"{step.tb_frame.f_globals.get('__name__', '')}.{code.co_qualname}:{step.tb_lineno}")
        step = step.tb_next
    return lines


def _about(aggregate: str) -> dict[str, str]:
    kind, _, name = aggregate.partition("-")
    return {"aggregate": aggregate, **({"ticket": name} if kind == "ticket" else {})} if aggregate else {}
