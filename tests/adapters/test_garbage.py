"""The interpreter looks for garbage seldom, and leaves alone what was there at the start."""

import gc
from collections.abc import Iterator

import pytest

from vov_app.adapters.garbage import SELDOM, look_seldom
from vov_app.vov_app import app


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_stands_at_the_start_is_left_alone_and_what_comes_later_is_found() -> None:
    here: list[object] = []
    here.append(here)
    look_seldom()
    assert not any(found is here for found in gc.get_objects())
    assert gc.get_threshold() == SELDOM
    later: list[object] = []
    later.append(later)
    del later
    assert gc.collect() >= 1


def test_a_server_does_so_when_it_starts() -> None:
    assert look_seldom in app.get_lifespan_tasks()
