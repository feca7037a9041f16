"""The operator and the installation: are its settings sound, is what they name there, is it up to date?"""

import asyncio

import httpx2
from aiosmtplib import SMTPException
from sqlalchemy.exc import SQLAlchemyError

from vov_app.adapters.database import database_url, make_engine, newest_revision, revision_of, upgrade
from vov_app.adapters.dumps import is_empty
from vov_app.adapters.mail import mailer, outcome_of
from vov_app.adapters.redis_server import fault_of
from vov_app.doors import fill_with_demo_people
from vov_app.operating.commands import Unusable
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import Settings

DISCOVERY = "/.well-known/openid-configuration"
SECONDS = 10


def check(settings: Settings, *, connect: bool = False) -> list[str]:
    """What there is to say of settings that are sound by themselves.

    Raises:
        Unusable: `connect`, and something that they name can't be reached; a line for each.
    """
    if not connect:
        return ["The settings are sound."]
    faults = asyncio.run(_unreachable(settings))
    if faults:
        raise Unusable("\n".join(faults))
    return ["The settings are sound, and all that they name can be reached."]


def migrate(settings: Settings) -> list[str]:
    """Bring the tables up to date, wholly or not at all: after an interruption it can be run again.

    Raises:
        Unusable: the database is newer than this software.
    """
    url = settings.database_url
    before = _revision(url)
    if before == newest_revision():
        return [f"The tables are up to date: {before}."]
    upgrade(url)
    return [f"The tables went from {before or 'nothing'} to {_revision(url)}."]


def seed(world: World) -> list[str]:
    """Fill an empty database with the people of the demo.

    Raises:
        Unusable: there are people or organisations in it.
    """
    if not is_empty(world.engine):
        raise Unusable("The database isn't empty: nothing was put in")
    with work(world) as w:
        fill_with_demo_people(w.session)
    return ["The demo people and organisations are in."]


def _revision(url: str) -> str:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    finally:
        engine.dispose()


async def _unreachable(settings: Settings) -> list[str]:
    found = await asyncio.gather(_database(), _redis(settings), _mail(settings), _provider(settings))
    return [fault for fault in found if fault]


async def _database() -> str:
    try:
        revision = await asyncio.to_thread(_revision, database_url())
    except SQLAlchemyError as fault:
        return f"VOV_DATABASE_URL: the database can't be used ({type(fault).__name__})"
    return (
        ""
        if revision == newest_revision()
        else "VOV_DATABASE_URL: its tables aren't those of this software: run vov migrate"
    )


async def _redis(settings: Settings) -> str:
    url = settings.redis_url.get_secret_value()
    fault = await fault_of(url, SECONDS) if url else ""
    return f"VOV_REDIS_URL: nobody answers ({fault})" if fault else ""


async def _mail(settings: Settings) -> str:
    if not settings.smtp_url.get_secret_value():
        return ""
    try:
        await mailer(settings).greet()
    except (SMTPException, OSError) as fault:
        return f"VOV_SMTP_URL: {outcome_of(fault).fault}"
    return ""


async def _provider(settings: Settings) -> str:
    try:
        async with httpx2.AsyncClient(timeout=SECONDS) as client:
            answer = await client.get(f"{settings.oidc_issuer.rstrip('/')}{DISCOVERY}")
            issuer = answer.raise_for_status().json()["issuer"]
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, LookupError, TypeError) as fault:
        return f"VOV_OIDC_ISSUER: no discovery document ({type(fault).__name__})"
    return (
        ""
        if issuer == settings.oidc_issuer
        else "VOV_OIDC_ISSUER: its discovery document names another issuer"
    )
