"""What a worker does with a batch that it holds: keep the rows of a file, or make dossiers of them.

Other people's clicks come first: a step is short, its transaction shorter, and others get a turn in between.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from vov_app.models import BatchStatus
from vov_app.services import batch_filing, batch_leases, batch_reading
from vov_app.services.batch_judging import Given
from vov_app.services.batch_leases import Job
from vov_app.services.work import work
from vov_app.services.worlds import World

READ_AT_ONCE: Final = 200
FILE_AT_ONCE: Final = 50
# So long one thread may hold the interpreter while another waits. By itself that is 5 ms, and a click would
# wait for it at each of its statements.
POLITE_SECONDS: Final = 0.0005
PAUSE_SECONDS: Final = 0.002
UNREADABLE: Final = "broken"

log = logging.getLogger("vov.batches")


class Unreadable(Exception):
    """A file is no table of ours: a key in texts/nl/batch.toml under `refused`, and its values."""

    def __init__(self, key: str, values: dict[str, object] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.values = values or {}


@dataclass(frozen=True)
class Contents:
    """What stood in a file: its rows, and the key of the batch that it mends if we gave the file back."""

    rows: Sequence[Given]
    mends: str = ""


# Takes a file apart, from its bytes and its name; raises Unreadable when it holds no rows of ours.
Reader = Callable[[bytes, str], Contents]


@contextmanager
def polite() -> Iterator[None]:
    """Let other threads take over much sooner than they would by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(POLITE_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def go_on(world: World, job: Job, read: Reader, going: Callable[[], bool] = lambda: True) -> None:
    """Do one step of a job; a long one ends early when nobody is `going` any more.

    Raises:
        Lost: it isn't this worker's any more.
    """
    if job.status is BatchStatus.READING:
        _read(world, job, read, going)
    else:
        _file(world, job)


def _read(world: World, job: Job, read: Reader, going: Callable[[], bool]) -> None:
    """A whole file: taking it apart again for each step would cost more than others have to wait."""
    with work(world) as w:
        opened = batch_reading.open_file(w, job)
    try:
        contents = read(opened.data, opened.name)
    except Unreadable as fault:
        _refuse(world, job, fault)
    except Exception as fault:
        log.error("a file could not be read: %s", type(fault).__name__)
        _refuse(world, job, Unreadable(UNREADABLE))
    else:
        _keep(world, job, contents, opened.done, going)


def _keep(world: World, job: Job, contents: Contents, done: int, going: Callable[[], bool]) -> None:
    with work(world) as w:
        batch_reading.start(w, job, len(contents.rows), contents.mends)
    with work(world, writes=False) as w:
        among = batch_reading.known(w, job)
    for start in range(done, len(contents.rows), READ_AT_ONCE):
        with work(world, writes=False) as w:
            judged = batch_reading.judged(w, job, contents.rows[start : start + READ_AT_ONCE], among)
        with work(world) as w:
            batch_reading.keep(w, job, judged)
        if not going():
            _give_back(world, job)
            return
        time.sleep(PAUSE_SECONDS)
    with work(world) as w:
        batch_reading.finish(w, job)


def _give_back(world: World, job: Job) -> None:
    """Let another worker go on at once, instead of when the lease runs out."""
    with work(world) as w:
        batch_leases.release(batch_leases.hold(w, job), w)


def _refuse(world: World, job: Job, fault: Unreadable) -> None:
    with work(world) as w:
        batch_reading.refuse(w, job, fault.key, fault.values)


def _file(world: World, job: Job) -> None:
    with work(world, writes=False) as w:
        upcoming = batch_filing.upcoming(w, job, FILE_AT_ONCE)
    with work(world) as w:
        if upcoming.rows:
            batch_filing.file(w, job, upcoming)
        else:
            batch_filing.finish(w, job)
    time.sleep(PAUSE_SECONDS)
