"""Kill a worker at a chosen moment: before its n-th statement or commit, or right after all was committed."""

import os
import signal
import warnings
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from sqlalchemy import Engine, event

from vov_app.adapters.database import make_engine
from vov_app.services.worlds import World

FAILED = 70
DID_IT = 10


class Failed(AssertionError):
    """The worker failed by itself."""


def killed_at(moment: int, engine: Engine, verb: Callable[[Engine], object]) -> bool:
    """Have a child do something on an engine of its own, and die by SIGKILL at this moment.

    False when it was done before that moment came.

    Raises:
        Failed: it raised something.
    """
    url = engine.url.render_as_string(hide_password=False)
    child = _forked(lambda: _live_until(moment, url, verb))
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == FAILED:
        raise Failed
    return os.WIFSIGNALED(status)


def at_once(engine: Engine, verb: Callable[[Engine], object], many: int = 2) -> int:
    """Have so many children do the same at the same moment, each on an engine of its own that is connected.

    How many of them say that it was they who did it.

    Raises:
        Failed: one of them raised something.
    """
    url = engine.url.render_as_string(hide_password=False)
    waiting, starting = os.pipe()
    children = [_forked(lambda: _begin_when_told(url, verb, waiting, starting)) for _ in range(many)]
    os.close(waiting)
    os.close(starting)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    if FAILED in ends:
        raise Failed
    return ends.count(DID_IT)


def in_world(world: World, verb: Callable[[World], object]) -> Callable[[Engine], object]:
    """The verb, in this world on the engine that it is given."""
    return lambda engine: verb(replace(world, engine=engine))


def _forked(live: Callable[[], None]) -> int:
    """The number of a child that lives like this, and never returns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the parent don't concern the child
        child = os.fork()
    if child == 0:
        live()
    return child


def _begin_when_told(url: str, verb: Callable[[Engine], object], waiting: int, starting: int) -> None:
    """Never returns; all that wait begin when the last who could tell them has closed its end."""
    try:
        os.close(starting)
        engine = make_engine(url)
        engine.connect().close()
        os.read(waiting, 1)
        os._exit(DID_IT if verb(engine) else 0)
    except BaseException:
        os._exit(FAILED)


def _live_until(moment: int, url: str, verb: Callable[[Engine], object]) -> None:
    """Never returns."""
    moments = count()

    def pass_one(*_: object) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        engine = make_engine(url)
        event.listen(engine, "before_cursor_execute", pass_one)
        event.listen(engine, "commit", pass_one)
        verb(engine)
        pass_one()
    except BaseException:
        os._exit(FAILED)
    os._exit(0)
