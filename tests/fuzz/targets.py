"""A running app with something in it that nobody here may see or change, and the people who try."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, select

from tests import answers, factories
from tests.ports import free_port
from tests.state.people import Scene, scene
from tests.web.harness import settings_of, world_of
from tools.build import build
from tools.server import command, environment, stop, wait_until_ready
from tools.stop import ROOT
from vov_app import routes
from vov_app.adapters.clock import SystemClock
from vov_app.domain.claims import ClaimedOrganisation, Claims
from vov_app.forms.refund import REFUND
from vov_app.models import Organisation
from vov_app.prototype.people import PEOPLE
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.services import audit, drafts
from vov_app.services.signing_in import recognise, sign_in
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import Settings

EMPLOYEE = next(step for step in REFUND.steps if step.name == "employee")
CANARY = "Kanarievogel"
HIDDEN = (CANARY, "Tom Bakker", "85010199786", "BE43000000000101", "tom@post.example")
# What only somebody who reads our source or our logs should ever see.
INSIDES = ("Traceback", "site-packages", 'File "', "sqlalchemy", "vov_app/", ".py", "psycopg", "Exception(")
_COUNTED = ("CALLS", "SIGN_INS", "REQUESTS", "LETTERS", "UPLOADS", "DOWNLOADS")
_NAMES = ("EVENTS_PER_SECOND", "EVENTS_BURST", "SOCKETS_PER_PERSON", *(f"{n}_PER_MINUTE" for n in _COUNTED))
ROOM = {f"VOV_{name}": "1000000" for name in _NAMES}


@dataclass
class Target:
    """Where it is, the world that is watched, the cookies of who tries, and the keys that they know."""

    origin: str
    world: World
    actors: dict[str, str]
    keys: list[str]
    log: Path
    server: "subprocess.Popen[bytes]"
    owner: str = ""
    tokens: list[str] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)

    def remember(self) -> None:
        """Note how everything stands that nobody here may change."""
        self.before = belongings(self.world)

    def check(self, said: str) -> None:
        """Nothing was told, nothing was changed, and it still runs."""
        shown = [word for word in (*HIDDEN, *INSIDES) if word in said]
        assert not shown, [said[max(0, said.index(w) - 300) : said.index(w) + 100] for w in shown]
        assert belongings(self.world) == self.before
        assert self.server.poll() is None

    def check_at_the_end(self) -> None:
        """The record is whole, and the log holds nothing of anybody and no accident."""
        with work(self.world, writes=False) as w:
            assert audit.first_broken(w.session) is None
        told = self.log.read_text("utf-8", "replace")
        assert not [word for word in (*HIDDEN, "vov_session=", "Traceback") if word in told]


def belongings(world: World) -> dict[str, list[str]]:
    """Every row of De Korenbloem and of its people."""
    found: dict[str, list[str]] = {}
    with Session(world.engine) as session:
        place = session.exec(select(Organisation).where(Organisation.kbo == factories.KORENBLOEM)).one().id
        for name, table in SQLModel.metadata.tables.items():
            rows = sa_select(table)
            if "organisation_id" in table.c:
                rows = rows.where(table.c.organisation_id == place)
            elif name == "organisation":
                rows = rows.where(table.c.id == place)
            elif name == "person":
                rows = rows.where(table.c.given_name.in_(["An", "Bart", "Dirk", "Carine"]))
            elif name not in ("application_version", "dossier_event", "right_request_event", "counter"):
                continue
            found[name] = sorted(repr(row) for row in session.execute(rows))
    return found


@contextmanager
def running(given: dict[str, str], log: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The app with these settings; all that it says goes to the log."""
    build()
    port = free_port()
    env = environment(port, {**os.environ, **ROOM, **given})
    with log.open("wb") as said:
        server = subprocess.Popen(
            command(port), env=env, cwd=ROOT, start_new_session=True, stdout=said, stderr=said
        )
        try:
            wait_until_ready(server, port)
            yield f"http://localhost:{port}", server
        finally:
            stop(server)


@contextmanager
def real_door(folder: Path) -> Iterator[Target]:
    """One world: a stranger, and somebody of another organisation."""
    settings = settings_of(folder)
    world = world_of(settings)
    stage = scene(world, _signer(world), _seeder(world))
    _hide(world, stage)
    now = replace(world, clock=SystemClock())
    outsider = _signer(now)("Geert Jacobs", factories.VAN_LOO)
    given = {
        "VOV_DOOR": "real",
        "VOV_DATABASE_URL": settings.database_url,
        "VOV_SECRET": settings.secret.get_secret_value(),
        "VOV_OIDC_ISSUER": "http://127.0.0.1:9",
        "VOV_OIDC_CLIENT_ID": "x",
        "VOV_OIDC_CLIENT_SECRET": "x",
        "VOV_DATA_DIR": str(folder),
    }
    with running(given, folder / "server.log") as (origin, server):
        keys = [stage.key, stage.draft, stage.request, stage.grant, stage.elsewhere, stage.reference]
        made = Target(
            origin, now, {"stranger": "", "outsider": outsider}, keys, folder / "server.log", server
        )
        made.tokens = ["00000000-0000-4000-8000-000000000000"]
        made.owner = _signer(now)("An Peeters", factories.KORENBLOEM)
        made.remember()
        yield made
    world.engine.dispose()


@contextmanager
def prototype_door(folder: Path) -> Iterator[Target]:
    """Two worlds with the same keys: somebody with every right in the one tries the other."""
    with running({"VOV_DATA_DIR": str(folder)}, folder / "server.log") as (origin, server):
        worlds = Worlds(Settings(data_dir=folder))
        ours, theirs = worlds.create(), worlds.create()
        watched, other = worlds.at(ours), worlds.at(theirs)
        assert watched
        assert other
        an = next(person for person in PEOPLE if person.name == "An Peeters")
        with work(watched) as w:
            token = sign_in(w, Claims(an.subject, "An", "Peeters", None, (), ()))
            place = w.session.exec(select(Organisation).where(Organisation.kbo == factories.KORENBLOEM)).one()
        with work(watched, recognise(watched, token, place.key).actor) as w:
            draft = drafts.start(w)
            drafts.save(w, draft, EMPLOYEE, {**answers.EMPLOYEE, "first_name": CANARY})
        with work(other) as w:
            theirs_too = sign_in(w, Claims(an.subject, "An", "Peeters", None, (), ()))
        cookie = f"{WORLD_COOKIE}={theirs}; {other.session_cookie}={theirs_too}"
        mixed = f"{WORLD_COOKIE}={theirs}; {other.session_cookie}={token}"
        actors = {"foreigner": cookie, "with another world's sign-in": mixed}
        made = Target(origin, watched, actors, [place.key, draft], folder / "server.log", server)
        made.remember()
        yield made


def _hide(world: World, stage: Scene) -> None:
    """Put something in An's draft that is nowhere else."""
    token = stage.filer.split("=", 1)[1]
    with work(world, recognise(world, token, stage.key).actor) as w:
        drafts.save(w, stage.draft, EMPLOYEE, {**answers.EMPLOYEE, "first_name": CANARY})


def _signer(world: World) -> Callable[..., str]:
    def sign(name: str, *organisations: str) -> str:
        given, family = name.split(" ", 1)
        claimed = tuple(ClaimedOrganisation(kbo, f"Bedrijf {kbo}") for kbo in organisations)
        with work(world) as w:
            token = sign_in(w, Claims(f"sub-{name}", given, family, None, claimed, ()))
        return f"{world.session_cookie}={token}"

    return sign


def _seeder(world: World) -> Callable[[Callable[[Session], Any]], Any]:
    def run(change: Callable[[Session], Any]) -> Any:
        with Session(world.engine, expire_on_commit=False) as session:
            made = change(session)
            session.commit()
            return made

    return run


def filled(keys: list[str]) -> list[str]:
    """Every address of a page, with keys that exist in each place."""
    found: list[str] = []
    for page in routes.PAGES:
        for key in keys[1:] if "[org]" in page else keys:
            address = page.replace("[org]", keys[0]).replace("[number]", "1")
            for name in ("draft", "reference", "request", "grant", "person", "invitation"):
                address = address.replace(f"[{name}]", key)
            found.append(address)
    return sorted(set(found))
