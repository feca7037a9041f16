"""Dossieroverzicht and betaaloverzicht as CSV, sent while they are being made."""

import asyncio
from collections.abc import Callable, Iterator, Sequence

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.adapters import sheets
from vov_app.services import calculation_lists
from vov_app.services.dossier_exports import Cell
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.web.acting import attachment, for_actor

_Rows = Callable[[World, Actor], Iterator[list[Cell]]]


def calculation_file_routes() -> list[BaseRoute]:
    """Both overviews, for who holds the right."""
    return [
        Route(path, for_actor(endpoint, f"calculations:{name}", routes.calculations), methods=["GET"])
        for name, path, endpoint in (
            ("overview", routes.CALCULATIONS_CSV, overview),
            ("payments", routes.PAYMENTS_CSV, payments),
        )
    ]


async def overview(request: Request, world: World, actor: Actor) -> Response:
    """Each dossier: its status, whether it was calculated, and why not."""
    columns = calculation_lists.OVERVIEW
    return await _file(request, world, actor, "overview", columns, calculation_lists.overview)


async def payments(request: Request, world: World, actor: Actor) -> Response:
    """Each payment: the hours and the amount."""
    columns = calculation_lists.PAYMENTS
    return await _file(request, world, actor, "payments", columns, calculation_lists.payments)


async def _file(
    request: Request, world: World, actor: Actor, name: str, columns: Sequence[str], rows: _Rows
) -> Response:
    head = await asyncio.to_thread(_begin, world, actor, name, columns)
    headers = attachment(request.url.path.rsplit("/", 1)[1])
    return StreamingResponse(sheets.as_csv(head, rows(world, actor)), media_type=sheets.CSV, headers=headers)


def _begin(world: World, actor: Actor, name: str, columns: Sequence[str]) -> list[str]:
    with work(world, actor) as w:
        return calculation_lists.begin(w, name, columns)
