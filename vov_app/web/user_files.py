"""Files of users over plain HTTP: the list as a download, and a file of newcomers with what came of it."""

import asyncio
import base64

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.forms.user import MOST_BYTES
from vov_app.services import user_files, user_rows
from vov_app.services.user_files import Outcome
from vov_app.services.user_rows import Entry, Unreadable
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.web.acting import attachment, for_actor
from vov_app.web.plain_pages import plain_page

AROUND = 10_000  # what a browser sends around the file
AT_ONCE = 50


def user_file_routes() -> list[BaseRoute]:
    """The download and the upload."""
    return [
        Route(routes.USER_REPORT, for_actor(download, "users:report", routes.users), methods=["GET"]),
        Route(routes.USER_UPLOAD, for_actor(upload, "users:upload", routes.users), methods=["POST"]),
    ]


async def download(_request: Request, world: World, actor: Actor) -> Response:
    """The list of users as a file."""

    def make() -> bytes:
        with work(world, actor) as w:
            return user_files.report(w)

    name = routes.USER_REPORT.rsplit("/", 1)[1]
    return Response(await asyncio.to_thread(make), media_type="text/csv", headers=attachment(name))


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
    return plain_page(
        "user_file.html",
        422 if unreadable else 200,
        actor=actor,
        outcome=outcome,
        rows=len({problem.row for problem in outcome.problems}),
        returned=base64.b64encode(user_files.returned(outcome.problems)).decode(),
        unreadable=unreadable,
    )
