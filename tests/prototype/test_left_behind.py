"""Work that a killed server left in a world is found at the next start, whoever comes by."""

from sqlmodel import Session, select

from vov_app.models import Organisation, Person
from vov_app.prototype.left_behind import left_behind
from vov_app.prototype.worlds import Worlds
from vov_app.services import batches
from vov_app.services.work import Actor, OrganisationRef, work
from vov_app.services.worlds import World
from vov_app.settings import Settings


def send(world: World) -> None:
    with Session(world.engine) as session:
        who = session.exec(select(Person).where(Person.given_name == "An")).one()
        where = session.exec(select(Organisation).where(Organisation.kbo == "0001234571")).one()
        actor = Actor(
            person_id=who.id or 0,
            organisation=OrganisationRef(where.id or 0, where.key, where.name, where.kbo),
        )
    with work(world, actor) as w:
        batches.take(w, "x.csv", b"x")


def test_every_world_is_looked_at_once_and_then_those_that_somebody_is_in(
    worlds: Worlds, settings: Settings
) -> None:
    idle, waiting, broken = (worlds.create() for _ in range(3))
    found = worlds.at(waiting)
    assert found is not None
    send(found)
    (settings.data_dir / "worlds" / broken / "vov-1.sqlite").write_bytes(b"no database")
    started = Worlds(settings)
    before = started.opened()
    some = left_behind(started)
    assert before == []
    assert [world.key for world in some()] == [waiting, waiting]  # opened by now
    assert [world.key for world in some()] == [waiting]
    assert started.at(idle) is not None
    assert {world.key for world in some()} == {idle, waiting}
