"""An application that begins as a copy: only what can't be the same is asked again."""

from typing import Any

import pytest

from tests import answers
from tests.services import filed
from vov_app import routes
from vov_app.forms.refund import REFUND
from vov_app.services import checking, copies, drafts, journey
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    return filed.file(world, an)


def copied(world: World, actor: Actor, reference: str) -> str:
    with work(world, actor) as w:
        return copies.start(w, reference).rsplit("/", 2)[1]


def test_days_and_statements_are_left_out(world: World, an: Actor, reference: str) -> None:
    key = copied(world, an, reference)
    with work(world, an, writes=False) as w:
        found = drafts.read(w, key).answers
    left = {"start_date", "joined_later", "end_date", "employee_agrees", "declaration", "entry_date"}
    assert not found.keys() & left
    assert {n: v for n, v in answers.SOUND.items() if n not in left}.items() <= found.items()


def test_only_the_steps_that_arent_sound_are_asked(world: World, an: Actor, reference: str) -> None:
    key, visited = copied(world, an, reference), []
    step = "begin"
    while step != "check":
        visited.append(step)
        with work(world, an) as w:
            address = journey.save(w, key, step, later(step)).elsewhere
        step = next(s.name for s in REFUND.steps if address == where(an, key, s.name))
    assert visited == ["begin", "training", "initiative"]
    with work(world, an) as w:
        view = checking.confirm(w, key, {"declaration": "ja"}, drafts.read(w, key).version)
    assert "/ontvangstbevestiging/" in view.elsewhere


def later(step: str) -> dict[str, Any]:
    return {**answers.STEPS[step], **({"start_date": "22/9/2025"} if step in ("begin", "training") else {})}


def where(an: Actor, key: str, step: str) -> str:
    assert an.organisation
    return routes.refund_step(an.organisation.key, key, step)


def test_nothing_is_copied_of_what_is_none_of_ones_own(world: World, an: Actor, reference: str) -> None:
    with pytest.raises(Refused, match="no_application"):
        copied(world, an, "VOV-2025-999999-X")


def test_nobody_copies_without_the_right(world: World, an: Actor, bart: Actor, reference: str) -> None:
    with pytest.raises(Refused):
        copied(world, bart, reference)
