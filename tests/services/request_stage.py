"""Where the stories of requests are played: a few people, three organisations, a movable clock."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import Engine, Row, select
from sqlmodel import Session, SQLModel

from tests import factories
from tests.databases import sqlite_engine
from tests.services.conftest import make_world
from tests.services.people import ref
from tests.services.request_model import (
    ADMINISTRATOR,
    EXPIRY_DAYS,
    MOST_OPEN,
    PAUSE_DAYS,
    REPRESENTATIVE,
    Held,
    Model,
    Verdict,
)
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.domain.requests import RequestStatus
from vov_app.models import (
    AuditEntry,
    Grant,
    Letter,
    Office,
    Organisation,
    Person,
    RightRequest,
    RightRequestEvent,
    Source,
)
from vov_app.services import audit, rights
from vov_app.services.work import Actor, OrganisationRef, Refused, Work, work
from vov_app.services.worlds import Manners

PLACES = {
    "korenbloem": factories.KORENBLOEM,
    "vanloo": factories.VAN_LOO,
    "tuinen": "0003456762",
}
PEOPLE = {
    "bart": ("korenbloem", "vanloo", "tuinen"),
    "carine": ("korenbloem",),
    "hilde": ("korenbloem",),
    "geert": ("korenbloem",),
    "els": ("vanloo",),
}
SHARED = "shared@office.example"
EVERYBODY = frozenset((who, where) for who, places in PEOPLE.items() for where in places)
HOLD: dict[tuple[str, str, Office], str | None] = {
    ("carine", "korenbloem", ADMINISTRATOR): SHARED,
    ("geert", "korenbloem", REPRESENTATIVE): "geert@office.example",
    ("els", "vanloo", ADMINISTRATOR): None,
}
OWN = {"bart": "bart@post.example", "hilde": SHARED, "carine": None, "geert": None, "els": None}
MANNERS = Manners(5, PAUSE_DAYS, MOST_OPEN, 3, EXPIRY_DAYS, 30, operator_name="het team")
ENDED = {
    "request:grant": RequestStatus.GRANTED,
    "request:refuse": RequestStatus.REFUSED,
    "request:withdraw": RequestStatus.WITHDRAWN,
}
SEVEN = datetime.min.time().replace(hour=5, tzinfo=UTC)
FOLDER = tempfile.TemporaryDirectory()
STORY = Path(FOLDER.name) / "story.sqlite"

MATTER = (RightRequest, RightRequestEvent, Grant, Letter, AuditEntry)
TABLES = [SQLModel.metadata.tables[str(one.__tablename__)] for one in MATTER]
EVERY = {table.name: select(table).order_by(table.c.id) for table in TABLES}

Rows = dict[str, list[Row[Any]]]


@cache
def template() -> Path:
    """A database with these people, copied for each story."""
    path = Path(FOLDER.name) / "template.sqlite"
    made = sqlite_engine(path)
    with Session(made) as session:
        places = {name: factories.organisation(session, name, kbo) for name, kbo in PLACES.items()}
        for who, works in PEOPLE.items():
            person = factories.person(session, f"{who} x", subject=who)
            person.email = OWN[who]
            for where in works:
                factories.membership(session, person, places[where])
            for (holder, where, office), email in HOLD.items():
                if holder == who:
                    factories.appointment(session, person, places[where], office, email)
        session.commit()
    made.dispose()
    return path


@cache
def engine() -> Engine:
    """The one engine of all stories; between two of them it has no connection."""
    return make_engine(sqlite_url(STORY))


class Stage(RuleBasedStateMachine):
    """A world with its model beside it; `seen` holds the rows that matter as they were after the last act."""

    def __init__(self) -> None:
        super().__init__()
        shutil.copyfile(template(), STORY)
        self.clock = StoppedClock(factories.MONDAY)
        self.world = replace(make_world(engine(), self.clock), manners=MANNERS)
        self.model = Model(date(2025, 10, 13), set(EVERYBODY), dict(HOLD), dict(OWN))
        with Session(self.world.engine) as session:
            self.ids = {p.subject: p.id or 0 for p in session.scalars(select(Person))}
            self.keys = {p.subject: p.key for p in session.scalars(select(Person))}
            self.places: dict[str, OrganisationRef] = {
                o.name: ref(o) for o in session.scalars(select(Organisation))
            }
        self.watch = sqlite3.connect(STORY)
        self.version = self._version()
        self.look()

    def teardown(self) -> None:
        self.watch.close()
        self.world.engine.dispose()
        self.world.reading.dispose()

    def changed(self) -> bool:
        """Whether anybody wrote anything at all to the database since the last time this was asked."""
        before, self.version = self.version, self._version()
        return self.version != before

    def look(self) -> None:
        """See how things stand, and whether the record is sound."""
        with Session(self.world.reading) as session:
            self.seen: Rows = {name: list(session.execute(every)) for name, every in EVERY.items()}
            self.broken = audit.first_broken(session)

    def _version(self) -> int:
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])

    def place(self, who: str, wanted: str = "") -> str:
        """Where somebody acts: where it matters if they work there, else where they do."""
        return wanted if (who, wanted) in self.model.members else PEOPLE[who][0]

    def actor(self, who: str, where: str) -> Actor:
        """Somebody as the guard recognises them."""
        place = self.places[where] if (who, where) in self.model.members else None
        return Actor(1, self.ids[who], f"{who} x", place)

    def request(self, key: str) -> Row[Any]:
        """The request with this key."""
        return next(r for r in self.seen["right_request"] if r.key == key)

    def newest_right(self, who: str, where: str) -> str:
        """The key of the newest right of somebody; empty when there never was one."""
        seat = (self.ids[who], self.places[where].id)
        mine = [g.key for g in self.seen["right_grant"] if (g.person_id, g.organisation_id) == seat]
        return mine[-1] if mine else ""

    def typed(self, answer: str, length: int) -> tuple[Mapping[str, str], bool]:
        """A decision as it comes from the form, and whether it is sound."""
        day = self.model.today + timedelta(days=length)
        return {
            "grant": ({"decision": "grant", "until": f"{day.day}/{day.month}/{day.year}"}, True),
            "refuse": ({"decision": "refuse", "reason": "Hilde doet dit al."}, True),
            "bad": ({"decision": "grant", "until": "1/1/2020"}, False),
        }[answer]

    def attempt(self, actor: Actor, verb: Callable[[Work], Any], verdict: Verdict) -> Any:
        """Carry something out: it leaves the entries of the verdict, and changes nothing when there are none.

        A request that nobody there can be told of is passed on at once: that entry isn't foretold.
        """
        self.clock.move(timedelta(minutes=1))
        reason, result = None, None
        try:
            with work(self.world, actor) as w:
                result = verb(w)
        except Refused as refusal:
            reason = refusal.reason
        known, made = len(self.seen["audit_entry"]), list[str]()
        if self.changed():
            self.look()
            made = [entry.action for entry in self.seen["audit_entry"][known:]]
            assert made
        assert (reason, made[:1] if made[:1] == ["request:ask"] else made) == verdict
        return result

    def change(self, table: type[Any], name: str, value: object, **which: Any) -> None:
        """Change rows by hand, as somebody's register does."""
        with Session(self.world.engine) as session:
            for row in session.scalars(select(table).filter_by(**which)):
                setattr(row, name, value)
            session.commit()
        self.changed()

    def bring(self, who: str, where: str) -> None:
        """A right without a last day, as the claims of a sign-in bring it."""
        with Session(self.world.engine) as session:
            session.add(
                Grant(
                    person_id=self.ids[who],
                    organisation_id=self.places[where].id,
                    right=rights.RIGHT,
                    context=rights.CONTEXT,
                    valid_from=self.model.today,
                    source=Source.CLAIMS,
                )
            )
            session.commit()
        self.changed()
        self.look()

    def later(self, days: int) -> None:
        """It is seven in the morning, so many days on."""
        self.model.today += timedelta(days=days)
        self.clock.moment = datetime.combine(self.model.today, SEVEN)

    def became(self, who: str, where: str, verdict: Verdict, until: date | None = None) -> None:
        """Tell the model what came of an act about somebody's right, or their request for it."""
        held, waiting = self.model.holds(who, where), self.model.waiting(who, where)
        for entry in verdict[1]:
            if entry == "right:grant":
                self.model.rights.setdefault((who, where), []).append(Held(until))
            elif entry == "right:change" and held:
                held.until = until
            elif entry == "right:revoke" and held:
                held.revoked_on = self.model.today
            elif entry in ENDED and waiting:
                asked = self.model.asked[waiting]
                asked.status, asked.decided_on = ENDED[entry], self.model.today
