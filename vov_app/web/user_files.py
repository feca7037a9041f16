"""Files of users over plain HTTP: the list as a download, and a file of newcomers with what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache, wraps
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.forms.user import MOST_BYTES
from vov_app.services import audit, user_files, user_rows
from vov_app.services.cookies import cookie
from vov_app.services.signing_in import recognise, touch
from vov_app.services.user_files import Outcome
from vov_app.services.user_rows import Entry, Unreadable
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import NoWorld, World, world_for
from vov_app.texts import t

AROUND = 10_000  # what a browser sends around the file
AT_ONCE = 50
Endpoint = Callable[[Request, World, Actor], Awaitable[Response]]


def user_file_routes() -> list[BaseRoute]:
    """The download and the upload."""
    return [
        Route(routes.USER_REPORT, _for_actor(download, "users:report"), methods=["GET"]),
        Route(routes.USER_UPLOAD, _for_actor(upload, "users:upload"), methods=["POST"]),
    ]


def _for_actor(endpoint: Endpoint, action: str) -> Callable[[Request], Awaitable[Response]]:
    """Finds out who asks, and turns a refusal into the page that explains it; nothing is kept in a cache."""

    @wraps(endpoint)
    async def wrapped(request: Request) -> Response:
        organisation = request.path_params["org"]
        try:
            world = world_for(request.headers.get("cookie", ""))
        except NoWorld:
            return _to(routes.START)
        token = cookie(request.headers.get("cookie", ""), world.session_cookie)
        found = await world.run(lambda: recognise(world, token, organisation))
        if not found.actor.signed_in:
            return _to(routes.with_return(routes.START, routes.users(organisation)))
        try:
            if found.actor.organisation is None:
                raise Refused("no_organisation")
            answer = await endpoint(request, world, found.actor)
        except Refused as refused:
            reason = refused.reason
            await world.run(lambda: audit.denied(world, found.actor, action, reason))
            return _to(routes.forbidden(reason, organisation))
        if found.stale:
            await world.run(lambda: touch(world, found.actor))
        answer.headers["cache-control"] = "no-store"
        return answer

    return wrapped


async def download(_request: Request, world: World, actor: Actor) -> Response:
    """The list of users as a file."""

    def make() -> bytes:
        with work(world, actor) as w:
            return user_files.report(w)

    name = routes.USER_REPORT.rsplit("/", 1)[1]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(await asyncio.to_thread(make), media_type="text/csv", headers=headers)


async def upload(request: Request, world: World, actor: Actor) -> Response:
    """Take a file of newcomers in; the answer is a page that tells what came of it."""
    await asyncio.to_thread(_take, world, actor, [], {})  # refused before the file is read
    try:
        data = await _sent(request)
        entries = await asyncio.to_thread(user_rows.read, data)
    except Unreadable as unreadable:
        return _page(actor, Outcome(), unreadable.told)
    outcome, earlier = Outcome(), dict[str, int]()
    for start in range(0, len(entries), AT_ONCE):
        outcome += await asyncio.to_thread(_take, world, actor, entries[start : start + AT_ONCE], earlier)
    return _page(actor, outcome)


def _take(world: World, actor: Actor, entries: list[Entry], earlier: dict[str, int]) -> Outcome:
    """Some rows in a transaction of their own, so that others needn't wait for the whole file."""
    with work(world, actor) as w:
        return user_files.apply(w, entries, earlier)


async def _sent(request: Request) -> bytes:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_BYTES + AROUND:
        raise user_rows.too_large()
    async with request.form(max_files=1, max_fields=5) as form:
        found = form.get("file")
        return await found.read() if isinstance(found, UploadFile) else b""


def _page(actor: Actor, outcome: Outcome, unreadable: str = "") -> Response:
    key = actor.organisation.key if actor.organisation else ""
    names = ("skip", "refused", "row_title", "again")
    html = _environment().get_template("user_file.html")
    values: dict[str, Any] = {
        "site": t("pages.site"),
        "strip": t("ui.strip"),
        "title": t("users.file.result"),
        "back": t("users.back"),
        "words": {name: t(f"users.file.{name}") for name in names},
        "done": t("users.file.done", added=outcome.added, invited=outcome.invited),
        "some": t("users.file.some", count=len({problem.row for problem in outcome.problems})),
        "problems": outcome.problems,
        "unreadable": unreadable,
        "home": routes.home(key),
        "users": routes.users(key),
        "again": routes.user_file(key),
    }
    return HTMLResponse(html.render(values), status_code=422 if unreadable else 200)


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("vov_app.web"), autoescape=True, undefined=StrictUndefined)
