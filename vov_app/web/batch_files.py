"""Files of applications over plain HTTP: one that is sent, an empty one, and the rows to mend."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TypeVar

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.adapters import sheets
from vov_app.services import batch_returns, batches, rights
from vov_app.services.batch_returns import Table
from vov_app.services.batches import Rejected
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World
from vov_app.web import batch_papers
from vov_app.web.acting import attachment, for_actor

Result = TypeVar("Result")


def batch_file_routes() -> list[BaseRoute]:
    """The upload, the empty files and the rows to mend."""
    returned, template = "batch:return", "batch:template"
    return [
        Route(routes.BATCH_UPLOAD, for_actor(upload, "batch:upload", routes.batches), methods=["POST"]),
        Route(routes.BATCH_TEMPLATE_CSV, for_actor(template_csv, template, routes.batches), methods=["GET"]),
        Route(
            routes.BATCH_TEMPLATE_XLSX, for_actor(template_xlsx, template, routes.batches), methods=["GET"]
        ),
        Route(routes.BATCH_RETURNED_CSV, for_actor(returned_csv, returned, routes.batches), methods=["GET"]),
        Route(
            routes.BATCH_RETURNED_XLSX, for_actor(returned_xlsx, returned, routes.batches), methods=["GET"]
        ),
    ]


async def upload(request: Request, world: World, actor: Actor) -> Response:
    """Take a file in; the answer leads to its page, or back to say why it wasn't."""
    await asyncio.to_thread(_do, world, actor, rights.require)  # refused before the file is looked at
    organisation = actor.organisation.key if actor.organisation else ""
    try:
        name, data = await _sent(request)
        key = await asyncio.to_thread(_do, world, actor, lambda w: batches.take(w, name, data))
    except Rejected as rejected:
        return RedirectResponse(f"{routes.batches(organisation)}?fout={rejected.key}", status_code=303)
    return RedirectResponse(routes.batch(organisation, str(key)), status_code=303)


async def template_csv(request: Request, world: World, actor: Actor) -> Response:
    """An empty file as CSV."""
    return await _template(request, world, actor, sheets.CSV, batch_papers.template_csv)


async def template_xlsx(request: Request, world: World, actor: Actor) -> Response:
    """An empty file as a workbook that explains each column."""
    return await _template(request, world, actor, sheets.XLSX, batch_papers.template_xlsx)


async def returned_csv(request: Request, world: World, actor: Actor) -> Response:
    """The rows to mend as CSV."""
    return await _returned(request, world, actor, sheets.CSV, batch_papers.returned_csv)


async def returned_xlsx(request: Request, world: World, actor: Actor) -> Response:
    """The rows to mend as a workbook."""
    return await _returned(request, world, actor, sheets.XLSX, batch_papers.returned_xlsx)


async def _template(
    request: Request, world: World, actor: Actor, kind: str, make: Callable[[], bytes]
) -> Response:
    await asyncio.to_thread(_do, world, actor, rights.require)
    return Response(await asyncio.to_thread(make), media_type=kind, headers=attachment(_name(request)))


_Writer = Callable[[list[str], Iterable[list[str]]], Iterable[bytes]]


async def _returned(request: Request, world: World, actor: Actor, kind: str, write: _Writer) -> Response:
    key = request.path_params["batch"]
    table: Table = await asyncio.to_thread(_do, world, actor, lambda w: batch_returns.table(w, key))
    pieces = write(table.head, table.rows)
    return StreamingResponse(pieces, media_type=kind, headers=attachment(_name(request)))


def _do(world: World, actor: Actor, verb: Callable[[Work], Result]) -> Result:
    with work(world, actor) as w:
        return verb(w)


def _name(request: Request) -> str:
    return request.url.path.rsplit("/", 1)[1]


async def _sent(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of the file; how large it may be is seen to before anything runs (limits.py).

    Raises:
        Rejected: there is none.
    """
    try:
        async with request.form(max_files=1, max_fields=5) as form:
            found = form.get("file")
            if isinstance(found, UploadFile) and found.filename:
                return found.filename, await found.read()
    except HTTPException:  # no form at all
        pass
    raise Rejected("none")
