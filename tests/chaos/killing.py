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


class Failed(AssertionError):
    """The worker failed by itself."""


def killed_at(moment: int, engine: Engine, verb: Callable[[Engine], object]) -> bool:
    """Have a child do something on an engine of its own, and die by SIGKILL at this moment.

    False when it was done before that moment came.

    Raises:
        Failed: it raised something.
    """
    url = engine.url.render_as_string(hide_password=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the parent don't concern the child
        child = os.fork()
    if child == 0:
        _liveuntil(moment, url, verb)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == FAILED:
        raise Failed
    return os.WIFSIGNALED(status)


def in_world(world: World, verb: Callable[[World], object]) -> Callable[[Engine], object]:
    """The verb, in this world on the engine that it is given."""
    return lambda engine: verb(replace(world, engine=engine))


def _liveuntil(moment: int, url: str, verb: Callable[[Engine], object]) -> None:
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
