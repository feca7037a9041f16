"""The list of dossiers as a file, sent while it is being made."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.adapters import sheets
from vov_app.services import dossier_exports, dossier_lists
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.texts import t
from vov_app.web.acting import attachment, for_actor

NARROWED: Final = ("status", "school_year", "order")


def dossier_file_routes() -> list[BaseRoute]:
    """The list as CSV and as XLSX; `?status=`, `?school_year=` and `?order=` narrow it down as on screen."""
    return [
        Route(routes.DOSSIERS_CSV, for_actor(csv, "dossiers:export", routes.dossiers), methods=["GET"]),
        Route(routes.DOSSIERS_XLSX, for_actor(xlsx, "dossiers:export", routes.dossiers), methods=["GET"]),
    ]


async def csv(request: Request, world: World, actor: Actor) -> Response:
    """The list with semicolons."""
    return await _file(request, world, actor, sheets.CSV, sheets.as_csv)


async def xlsx(request: Request, world: World, actor: Actor) -> Response:
    """The list as a workbook."""
    title = t("dossiers.title")
    return await _file(
        request, world, actor, sheets.XLSX, lambda head, rows: sheets.as_xlsx(head, rows, title)
    )


_Writer = Callable[[sheets.Row, Iterator[sheets.Row]], Iterator[bytes]]


async def _file(request: Request, world: World, actor: Actor, kind: str, write: _Writer) -> Response:
    head = await asyncio.to_thread(_begin, world, actor)
    asked = {name: request.query_params.get(name, "") for name in NARROWED}
    rows = dossier_exports.rows(world, actor, dossier_lists.wanted(asked))
    name = request.url.path.rsplit("/", 1)[1]
    return StreamingResponse(write(head, rows), media_type=kind, headers=attachment(name))


def _begin(world: World, actor: Actor) -> list[str]:
    with work(world, actor) as w:
        return dossier_exports.begin(w)
