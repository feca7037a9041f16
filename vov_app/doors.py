"""What an open door is, and how the real one is opened: one world, one identity provider."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session
from starlette.routing import BaseRoute

from vov_app.adapters.clock import SystemClock
from vov_app.adapters.database import database_url, make_engine, reader_of
from vov_app.adapters.identity import Identity, real_provider
from vov_app.adapters.secrets import secret
from vov_app.adapters.training_register import TrainingRegister
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_reader import read
from vov_app.operating.look_out import look_out
from vov_app.operating.night_watch import Beat, watch
from vov_app.operating.post_office import deliver_forever
from vov_app.services.worlds import Entrance, Keeping, Lifetimes, Manners, World
from vov_app.settings import Settings
from vov_app.texts import t
from vov_app.web.headers import ASGI

DEMO_OPERATOR = "gebruikersbeheer@loket.example"
SESSION_COOKIE = "vov_session"


@dataclass(frozen=True)
class OpenDoor:
    """What an open door brings along: how worlds are found, sign-in, extra routes, and its caretakers.

    `beat` tells when the watch over the duties looked last, `world` is the one world, where there is but one.
    """

    entrance: Entrance
    identity: Identity
    routes: list[BaseRoute] = field(default_factory=list)
    wrappers: list[Callable[[ASGI], ASGI]] = field(default_factory=list)
    caretakers: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    beat: Beat = field(default_factory=Beat)
    world: Callable[[], World] | None = None


@dataclass(frozen=True)
class OneWorld:
    """The entrance of the real door: everybody is in the same world."""

    settings: Settings

    @cached_property
    def only(self) -> World:
        """The one world; its engine is made at the first use, after any fork of the server."""
        s = self.settings
        engine = make_engine(database_url())
        return World(
            key="",
            engine=engine,
            reading=reader_of(engine),
            clock=SystemClock(),
            register=TrainingRegister(),
            lifetimes=lifetimes(s),
            manners=manners(s),
            secret=secret(s),
            session_cookie=session_cookie(s),
            public_url=s.public_url,
            keeping=keeping(s),
        )

    def world(self, cookies: str) -> World:  # noqa: ARG002 - every entrance is asked this way
        """The one world, whatever the cookies say."""
        return self.only


def open_real(s: Settings) -> OpenDoor:
    """The door for employers: the settings name its database and its identity provider."""
    entrance = OneWorld(s)

    async def deliver_letters() -> None:
        await deliver_forever(entrance.only, s)

    beat = Beat()

    async def do_duties() -> None:
        await watch(lambda: [entrance.only], beat)

    async def read_files() -> None:
        await Desk(read).work_forever(lambda _: entrance.only, lambda: [entrance.only])

    async def see_whether_closed() -> None:
        await look_out(entrance.only)

    post = [deliver_letters] if s.smtp_url.get_secret_value() else []
    return OpenDoor(
        entrance,
        Identity(s, real_provider(s)),
        caretakers=[do_duties, read_files, see_whether_closed, *post],
        beat=beat,
        world=lambda: entrance.only,
    )


def session_cookie(s: Settings) -> str:
    """The name of the session cookie; over https the browser itself guards that it is ours alone."""
    return f"__Host-{SESSION_COOKIE}" if s.is_https else SESSION_COOKIE


def lifetimes(s: Settings) -> Lifetimes:
    """How long a sign-in lasts."""
    return Lifetimes(s.session_idle_minutes, s.session_absolute_minutes, s.session_warning_seconds)


def keeping(s: Settings) -> Keeping:
    """How long each kind of record is kept."""
    return Keeping(
        s.keep_sign_ins_days,
        s.keep_drafts_days,
        s.keep_letters_days,
        s.keep_invitations_days,
        s.keep_requests_days,
        s.keep_feeds_days,
        s.keep_record_years,
    )


def manners(s: Settings) -> Manners:
    """What the rights service promises."""
    return Manners(
        s.promised_working_days,
        s.refusal_pause_days,
        s.open_requests_per_person,
        s.remind_after_working_days,
        s.request_expiry_days,
        s.right_warning_days,
        s.draft_days,
        t("desk.operator"),
        s.operator_email or (DEMO_OPERATOR if s.is_prototype else ""),
        s.batch_days,
    )


def fill_with_demo_people(session: Session) -> None:
    """Add the people and organisations of the demo, to try an installation of the real door out.

    Nobody signs in as one of them unless the identity provider says that they are.
    """
    from vov_app.prototype.seed import seed

    seed(session)
