"""What the list of users costs, by how many users an organisation has, on both databases; in this process."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel, insert

import vov_app.models  # noqa: F401 - registers the tables
from bench.databases import KINDS, database
from bench.events import Spread, spread
from tests import factories
from tests.services import office_holders
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.rights import Context, Right
from vov_app.models import NEVER, Grant, Membership, Person, Source
from vov_app.services import users
from vov_app.services.folding import sort_key
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World

SIZES = (10, 1_000, 10_000, 100_000)
TIMES = 20
AT_ONCE = 10_000
FAMILIES = ("Peeters", "Claes", "De Smet", "Maes", "Wouters", "El Amrani", "Jacobs", "Vermeulen")

LISTS: dict[str, Callable[[Work], object]] = {
    "by name": users.page,
    "by name, from the middle": lambda w: users.page(w, "", "name", "person-14"),
    "by end": lambda w: users.page(w, "", "end"),
    "by end, from the middle": lambda w: users.page(w, "", "end", "person-14"),
    "search": lambda w: users.page(w, "vermeulen 7"),
    "ends soon": lambda w: users.page(w, "", "name", soon=True),
}


def measure() -> Iterator[tuple[str, Spread]]:
    """How long each way to ask for the list takes, by database and number of users."""
    for kind in KINDS:
        for size in SIZES:
            with database(kind) as engine:
                world, actor = _organisation(engine, size)
                for what, ask in LISTS.items():
                    times = [_time(world, actor, ask) for _ in range(TIMES)]
                    yield f"users, {kind}, {size}, {what}", spread(times)
                engine.dispose()


def _time(world: World, actor: Actor, ask: Callable[[Work], object]) -> float:
    started = time.perf_counter()
    with work(world, actor, writes=False) as w:
        ask(w)
    return time.perf_counter() - started


def _organisation(engine: Engine, size: int) -> tuple[World, Actor]:
    """An organisation with so many users, four of five with a right, among as many people of elsewhere."""
    SQLModel.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        actor = office_holders.administrator(session)
        here = actor.organisation.id if actor.organisation else 0
        other = factories.organisation(session, "Van Loo", factories.VAN_LOO).id or 0
        for first in range(0, 2 * size, AT_ONCE):
            _people(session, range(first + 10, min(first + AT_ONCE, 2 * size) + 10), (here, other))
        session.commit()
        session.execute(text("ANALYZE"))  # as both do by themselves, sooner or later
        session.commit()
    return make_world(engine, StoppedClock(factories.MONDAY)), actor


def _people(session: Session, numbers: range, places: tuple[int, int]) -> None:
    people = [
        {
            "id": n,
            "key": f"person-{n}",
            "subject": f"subject-{n}",
            "given_name": f"Voornaam {n * 7919 % 5000}",
            "family_name": f"{FAMILIES[n % len(FAMILIES)]} {n * 104_729 % 997}",
        }
        for n in numbers
    ]
    memberships = [
        {
            "person_id": n,
            "organisation_id": places[n % 2],
            "source": Source.REGISTER,
            "sort_name": sort_key(str(who["given_name"]), str(who["family_name"])),
            "right_until": _last_day(n) if n % 5 else NEVER,
        }
        for n, who in zip(numbers, people, strict=True)
    ]
    grants = [
        {
            "key": f"grant-{n}",
            "person_id": n,
            "organisation_id": places[n % 2],
            "right": Right.RESPONSIBLE,
            "context": Context.OPLEIDINGSVERLOF,
            "valid_from": date(2025, 1, 1),
            "valid_until": _last_day(n),
            "source": Source.REGISTER,
        }
        for n in numbers
        if n % 5
    ]
    for table, rows in ((Person, people), (Membership, memberships), (Grant, grants)):
        if rows:
            session.execute(insert(table), rows)


def _last_day(number: int) -> date:
    return date(2025, 10, 1) + timedelta(days=number * 31 % 700)


if __name__ == "__main__":
    for what, got in measure():
        print(f"{what:50} p50 {got.p50:7.1f} ms   p95 {got.p95:7.1f} ms")
