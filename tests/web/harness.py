"""A browser for the sign-in routes: a site in this process, with one world and a provider of choice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from pydantic import SecretStr
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from tests import factories
from tests.databases import sqlite_engine
from vov_app import routes
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import reader_of, sqlite_url
from vov_app.adapters.identity import Identity
from vov_app.adapters.secrets import secret
from vov_app.adapters.training_register import TrainingRegister
from vov_app.doors import lifetimes, manners, session_cookie
from vov_app.models import SignIn
from vov_app.services.worlds import World
from vov_app.settings import Door, Settings
from vov_app.web.origin import refuse_foreign_origins
from vov_app.web.sign_in import sign_in_routes

HTTP = "http://localhost:4040"
HTTPS = "https://portaal.example"


def settings_of(folder: Path, **more: Any) -> Settings:
    """The real door, complete, with its data in this folder."""
    known: dict[str, Any] = {
        "door": Door.REAL,
        "public_url": HTTP,
        "data_dir": folder,
        "database_url": sqlite_url(folder / "test.sqlite"),
        "secret": SecretStr("a secret for tests, as long as needed"),
        "oidc_issuer": "https://acm.example",
        "oidc_client_id": "wse-loket",
        "oidc_client_secret": SecretStr("only for tests"),
    }
    return Settings(**{**known, **more})


def world_of(settings: Settings) -> World:
    """A world with an empty database, at Monday 13 October 2025, 10:00 in Brussels."""
    engine = sqlite_engine(settings.data_dir / "test.sqlite")
    return World(
        key="",
        engine=engine,
        reading=reader_of(engine),
        clock=StoppedClock(factories.MONDAY),
        register=TrainingRegister(),
        lifetimes=lifetimes(settings),
        manners=manners(settings),
        secret=secret(settings),
        session_cookie=session_cookie(settings),
        public_url=settings.public_url,
    )


@dataclass
class OneWorld:
    """An entrance to this world, or to none; `closed` is what happens to a browser without world cookie."""

    only: World | None
    seen: list[str] = field(default_factory=list)

    def world(self, cookies: str) -> World | None:
        """The world, whatever the cookies say; they are noted."""
        self.seen.append(cookies)
        return self.only


def browser(identity: Identity, more: Iterable[BaseRoute] = ()) -> httpx2.AsyncClient:
    """A browser in front of the sign-in routes; it follows no redirect by itself."""
    app = Starlette(routes=[*sign_in_routes(identity), *more])
    site: Any = refuse_foreign_origins(identity.settings)(app)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(site), base_url=identity.settings.public_url)


def asked(location: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def sign_ins(world: World) -> list[SignIn]:
    """Every sign-in of a world, in order."""
    with Session(world.engine) as session:
        return list(session.exec(select(SignIn).order_by(SignIn.id)))  # type: ignore[arg-type]


def fault(code: str) -> str:
    """Where a sign-in that failed leads."""
    return f"{routes.FAULT}?code=AANMELDEN-{code}"
