"""The app as the load driver meets it: the real door, on a day for which its answers are sound."""

from bench.crowd import START
from vov_app import doors
from vov_app.adapters.clock import ShiftedClock, system_now

doors.SystemClock = lambda: ShiftedClock(START - system_now())  # type: ignore[assignment,misc]

from vov_app.vov_app import app  # noqa: E402, F401 - what the server is told to serve
