"""Traces of events and requests by OpenTelemetry, when the settings name somebody who takes them."""

from typing import Any

from vov_app.settings import Settings

SERVICE = "vov-loket"


def start_tracing(settings: Settings) -> Any:
    """Have Reflex tell of each event and request; who keeps the traces, for tests and the end of the process.

    None without an address, and then nothing of it is imported here. Payloads are never told, tabs only as a
    digest, and what an exception says is left out, for it may hold values.
    """
    if not settings.otel_endpoint:
        return None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from reflex_otel import ReflexInstrumentor

    class Plain(BatchSpanProcessor):
        """Leaves of a fault only that there was one."""

        def on_end(self, span: Any) -> None:
            span._events = ()
            span._status = type(span.status)(span.status.status_code)
            super().on_end(span)

    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}))
    address = f"{settings.otel_endpoint.rstrip('/')}/v1/traces"
    provider.add_span_processor(Plain(OTLPSpanExporter(endpoint=address)))
    ReflexInstrumentor().instrument(tracer_provider=provider, excluded_urls="/ping,/health,/ready,/metrics")
    return provider
