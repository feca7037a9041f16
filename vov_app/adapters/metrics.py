"""What this process did, in figures for Prometheus; nothing in them is about anybody."""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
TOGETHER: Final = "PROMETHEUS_MULTIPROC_DIR"


@dataclass(frozen=True)
class Figure:
    """A figure that is looked up when it is asked for: its value for each value of its one label, if any."""

    name: str
    help: str
    values: Mapping[str, float]
    label: str = ""


class Meters:
    """The counters of this process; after `together`, those of all workers of its server are added up."""

    def __init__(self) -> None:
        # Imported here: the library decides at its import whether workers count together.
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry: Any = CollectorRegistry()
        mine: dict[str, Any] = {"registry": self._registry}
        self._events = Counter("vov_events", "Events by handler and outcome", ["handler", "outcome"], **mine)
        self._event_seconds = Histogram(
            "vov_event_seconds", "How long handlers took", ["handler"], buckets=SECONDS, **mine
        )
        self._requests = Counter("vov_http_requests", "HTTP by route and status", ["route", "status"], **mine)
        self._request_seconds = Histogram(
            "vov_http_request_seconds", "How long HTTP took", ["route"], buckets=SECONDS, **mine
        )
        self._sockets = Gauge(
            "vov_open_sockets", "Screens that are open", multiprocess_mode="livesum", **mine
        )

    def event(self, handler: str, outcome: str, seconds: float | None) -> None:
        """An event was handled in so many seconds; None when its handler wasn't called."""
        self._events.labels(handler, outcome).inc()
        if seconds is not None:
            self._event_seconds.labels(handler).observe(seconds)

    def request(self, route: str, status: int, seconds: float) -> None:
        """A request over HTTP was answered."""
        self._requests.labels(route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def sockets(self, now: int) -> None:
        """So many screens are open at this process."""
        self._sockets.set(now)

    def text(self, figures: Iterable[Figure] = ()) -> bytes:
        """All of it in the format of Prometheus, and these figures after it."""
        from prometheus_client import CollectorRegistry, generate_latest, multiprocess

        counted, looked_up = self._registry, CollectorRegistry()
        if TOGETHER in os.environ:
            _tidy(Path(os.environ[TOGETHER]))
            counted = CollectorRegistry()
            multiprocess.MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        for figure in figures:
            looked_up.register(_Figures(figure))
        return bytes(generate_latest(counted) + generate_latest(looked_up))


class _Figures:
    """What Prometheus asks for its figures: these, as they are now."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def collect(self) -> Iterable[Any]:
        """What Prometheus calls for."""
        from prometheus_client.core import GaugeMetricFamily

        told = self._figure
        family = GaugeMetricFamily(told.name, told.help, labels=[told.label] if told.label else [])
        for label, value in told.values.items():
            family.add_metric([label] if told.label else [], value)
        yield family


def together(folder: Path) -> None:
    """Have the workers that one server started count in the same files, so that any of them tells of all.

    Call it before the first `Meters`. Files of servers that are gone are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if not _runs(old.name):
            shutil.rmtree(old, ignore_errors=True)
    mine = folder / str(os.getppid())
    mine.mkdir(exist_ok=True)
    os.environ[TOGETHER] = str(mine)


def _tidy(folder: Path) -> None:
    """Remove what dead workers told of themselves: what they counted stays, what they had open is gone."""
    for file in folder.glob("gauge_live*_*.db"):
        if not _runs(file.stem.rpartition("_")[2]):
            file.unlink(missing_ok=True)


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
