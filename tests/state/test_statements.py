"""What an event asks of the database is bounded: one query too many for each event is many for a crowd."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from tests import factories
from tests.state.conftest import Tab
from tests.state.people import Scene, scene
from tests.state.test_matrix import HANDLERS, name_of, page
from vov_app.models import Office, Organisation, Person
from vov_app.services.worlds import World
from vov_app.state.session import SessionState

# The guard takes two at most: who sends it and for which organisation, and what they may. A handler that
# needs more than MOST in all stands in MORE, with how much.
MOST = 8
MORE = {
    "BatchState.confirm": 12,
    "BatchState.drop": 13,
    "BatchState.keep": 14,
    "BatchState.mend": 14,
    "BatchState.restore": 13,
    "BatchState.skip": 11,
    "BatchState.skip_doubles": 11,
    "CheckState.confirm": 24,
    "DecisionState.decide": 21,
    "DossierState.inform": 12,
    "HomeState.load": 10,
    "ProfileState.end": 13,
    "ProfileState.end_others": 13,
    "ProfileState.load": 12,
    "TermsState.make_feed": 10,
    "WithdrawState.withdraw": 15,
}
TEACH = (
    "{name} asked the database {count} times, {most} at most. Is a row read twice, or one by one in a loop?"
    " Read it once, or with `in_`; a figure in MORE is raised only for what the event needs.\n{told}"
)


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that are run meanwhile; one that only looks may not wait for who writes."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found.append(" ".join(statement.split()))

    def unlocked(_connection: Any, asked: Any, *_rest: Any) -> None:
        assert getattr(asked, "_for_update_arg", None) is None, f"PostgreSQL refuses this lock: {asked}"

    with (
        listening(world.engine, "before_cursor_execute", note),
        listening(world.reading, "before_cursor_execute", note),
        listening(world.reading, "before_execute", unlocked),
    ):
        yield found


@contextmanager
def listening(engine: Engine, name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Hear what goes on in an engine."""
    event.listen(engine, name, listener)
    try:
        yield
    finally:
        event.remove(engine, name, listener)


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    """An may do everything at De Korenbloem: file, and decide about rights."""
    made = scene(world, cookie_of, seed)

    def appoint(session: Session) -> None:
        who = session.exec(select(Person).where(Person.given_name == "An")).one()
        where = session.exec(select(Organisation).where(Organisation.key == made.key)).one()
        factories.appointment(session, who, where, Office.LOCAL_ADMINISTRATOR)

    seed(appoint)
    return made


@pytest.mark.parametrize("handler", HANDLERS, ids=name_of)
async def test_an_event_asks_the_database_seldom(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    _, payload, place = HANDLERS[handler]
    here = tab(stage.filer)
    here.path = page(stage, place)
    name, most = name_of(handler), MORE.get(name_of(handler), MOST)
    await here.call(SessionState.enter)  # the first event of a tab fills its page, whatever it is about
    with counted(world) as found:
        await here.call(handler, **payload)
    told = "\n".join(f"  {n}. {one[:160]}" for n, one in enumerate(found, 1))
    assert len(found) <= most, TEACH.format(name=name, count=len(found), most=most, told=told)


@pytest.mark.parametrize("name", MORE)
def test_no_figure_stands_for_a_handler_that_is_gone(name: str) -> None:
    assert name in {name_of(handler) for handler in HANDLERS}
