"""Traces go where the settings say, without a word of what failed; without an address nothing is loaded."""

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from vov_app.adapters.tracing import start_tracing
from vov_app.settings import ROOT, Settings

SAID = b"85.01.01-997.86"
# The client of Redis loads the interface of OpenTelemetry by itself, where it is installed.
OURS = ("opentelemetry.exporter", "opentelemetry.instrumentation", "reflex_otel")
LOADED = f"import sys, vov_app.vov_app; sys.exit(any(name.startswith({OURS}) for name in sys.modules))"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Something that takes traces, and what it took."""
    taken: list[tuple[str, bytes]] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Takes)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_trace_tells_that_something_failed_and_not_what(
    collector: tuple[str, list[tuple[str, bytes]]],
) -> None:
    address, taken = collector
    provider = start_tracing(Settings(otel_endpoint=f"{address}/"))
    try:
        with pytest.raises(ValueError, match="997"), provider.get_tracer("vov").start_as_current_span("tile"):
            raise ValueError(SAID.decode())
        assert provider.force_flush()
    finally:
        from reflex_otel import ReflexInstrumentor

        ReflexInstrumentor().uninstrument()
        provider.shutdown()
    [(path, content)] = taken
    assert path == "/v1/traces"
    assert b"tile" in content
    assert b"vov-loket" in content
    assert SAID not in content


def test_without_an_address_nothing_of_it_is_loaded() -> None:
    assert start_tracing(Settings()) is None
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
