"""The control page of a world, the link to join it, and the button that starts it again."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.doors import session_cookie
from vov_app.prototype import authority, helpdesk, inbox
from vov_app.prototype.middleware import world_cookie
from vov_app.prototype.pages import render
from vov_app.prototype.people import PEOPLE
from vov_app.prototype.worlds import Worlds
from vov_app.services.worlds import NoWorld, world_for
from vov_app.settings import Settings

# How far the clock can be put ahead at once.
DAYS = {"1": 1, "7": 7, "30": 30}
Page = Callable[[Request], Awaitable[Response]]


def annex_routes(worlds: Worlds, settings: Settings) -> list[BaseRoute]:
    """Every page of the annex but those of demo-ACM."""
    pages = Control(worlds, settings)
    return [
        Route(routes.WORLD, _or_start(pages.show), methods=["GET"]),
        Route(routes.WORLD_JOIN, pages.ask_to_join, methods=["GET"]),
        Route(routes.WORLD_JOIN, pages.join, methods=["POST"]),
        Route(routes.WORLD_RESET, _or_start(pages.ask_to_reset), methods=["GET"]),
        Route(routes.WORLD_RESET, pages.reset, methods=["POST"]),
        Route(routes.WORLD_CLOCK, pages.move_clock, methods=["POST"]),
        Route(routes.HELPDESK, _or_start(helpdesk.show), methods=["GET"]),
        Route(routes.HELPDESK, _or_start(helpdesk.decide), methods=["POST"]),
        Route(routes.AUTHORITY, _or_start(authority.desk), methods=["GET"]),
        Route(routes.AUTHORITY_DOSSIER, _or_start(authority.show), methods=["GET"]),
        Route(routes.AUTHORITY_DOSSIER, _or_start(authority.act), methods=["POST"]),
        Route(routes.INBOX, _or_start(inbox.show), methods=["GET"]),
        Route(routes.INBOX + "/{key}", _or_start(inbox.letter), methods=["GET"]),
    ]


def _or_start(page: Page) -> Page:
    """Who has no world gets one at the start page; a program that doesn't ask for HTML gets none here."""

    @wraps(page)
    async def wrapped(request: Request) -> Response:
        try:
            return await page(request)
        except NoWorld:
            return RedirectResponse(routes.START, 303)

    return wrapped


class Control:
    """The pages about a world itself."""

    def __init__(self, worlds: Worlds, settings: Settings) -> None:
        self.worlds = worlds
        self.settings = settings

    async def show(self, request: Request) -> Response:
        """What time it is there, who can be played, and how to share it.

        Raises:
            NoWorld: the browser is in none.
        """
        world = world_for(request.headers.get("cookie", ""))
        join = world.address(routes.WORLD_JOIN.replace("{key}", world.key))
        return render("control.html", now=world.clock.now(), join=join, people=PEOPLE)

    async def ask_to_join(self, request: Request) -> Response:
        """A link may be opened by a program that only looks: joining takes a click."""
        world = self.worlds.at(request.path_params["key"])
        if world is None:
            return RedirectResponse(routes.START, 303)
        return render("join.html", now=world.clock.now())

    async def join(self, request: Request) -> Response:
        """Put this browser in the world of the link, signed out."""
        key = request.path_params["key"]
        return self._begin(key) if self.worlds.has(key) else RedirectResponse(routes.START, 303)

    async def ask_to_reset(self, request: Request) -> Response:
        """What is lost is lost for everybody in the world: ask on a page of its own.

        Raises:
            NoWorld: the browser is in none.
        """
        world = world_for(request.headers.get("cookie", ""))
        return render("reset.html", now=world.clock.now())

    async def reset(self, request: Request) -> Response:
        """Start the world again, signed out."""
        key = self.worlds.key_of(request.headers.get("cookie", ""))
        await asyncio.to_thread(self.worlds.reset, key)
        return self._begin(key)

    async def move_clock(self, request: Request) -> Response:
        """Let a day, a week or a month pass, with all that happens by itself meanwhile."""
        key = self.worlds.key_of(request.headers.get("cookie", ""))
        days = DAYS.get(str((await request.form()).get("dagen", "")), 0)
        if key and days:
            await asyncio.to_thread(self.worlds.move_clock, key, days)
        return RedirectResponse(routes.WORLD, 303)

    def _begin(self, key: str) -> Response:
        answer = RedirectResponse(routes.START, 303)
        if key:
            answer.headers.append("set-cookie", world_cookie(key, self.settings))
        answer.delete_cookie(session_cookie(self.settings), path="/", secure=self.settings.is_https)
        return answer
