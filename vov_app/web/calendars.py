"""Calendar files: of one draft, of all dates, and the feed that a calendar program reads by its secret."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.adapters.calendars import KIND, Day, calendar
from vov_app.services import feeds, terms
from vov_app.services.terms import Term
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import NoWorld, World, world_for
from vov_app.texts import t
from vov_app.web.acting import attachment, for_actor


def calendar_routes() -> list[BaseRoute]:
    """The two downloads and the feed."""
    return [
        Route(routes.TERMS_ICS, for_actor(everything, "terms:download", routes.terms), methods=["GET"]),
        Route(routes.DRAFT_ICS, for_actor(one, "terms:download", routes.terms), methods=["GET"]),
        Route(routes.FEED, feed, methods=["GET"]),
    ]


async def everything(_request: Request, world: World, actor: Actor) -> Response:
    """All dates of the organisation."""

    def make() -> bytes:
        with work(world, actor, writes=False) as w:
            return _file(world, w.organisation.name, terms.everything(w))

    return _download(await asyncio.to_thread(make), "termijnen.ics")


async def one(request: Request, world: World, actor: Actor) -> Response:
    """The last day of one draft; a file without a day as long as it isn't known."""

    def make() -> bytes:
        with work(world, actor, writes=False) as w:
            found = terms.of_draft(w, request.path_params["draft"])
            return _file(world, w.organisation.name, [found] if found else [])

    return _download(await asyncio.to_thread(make), "laatste-dag.ics")


async def feed(request: Request) -> Response:
    """What the owner of this secret may read now; whoever has no sound secret learns nothing else."""

    def make(world: World) -> bytes:
        with work(world, writes=False) as w:
            place, found = feeds.read(w, request.path_params["token"])
            return _file(world, place.name, found)

    try:
        world = world_for(request.headers.get("cookie", ""))
        data = await asyncio.to_thread(make, world)
    except (NoWorld, Refused):
        return PlainTextResponse(t("terms.feed.gone"), status_code=404, headers={"cache-control": "no-store"})
    return Response(data, media_type=KIND, headers={"cache-control": "no-store"})


def _file(world: World, organisation: str, found: list[Term]) -> bytes:
    return calendar(t("terms.calendar", organisation=organisation), [_day(world, term) for term in found])


def _day(world: World, term: Term) -> Day:
    """No name of an employee leaves the house: calendars lie with others."""
    return Day(
        key=term.key,
        day=term.window.last_day,
        title=t("terms.event", what=term.what),
        text=t("terms.event_text", opens=term.window.opens, last_day=term.window.last_day, safe=term.safe),
        address=world.address(term.address),
        since=term.since,
    )


def _download(data: bytes, name: str) -> Response:
    return Response(data, media_type=KIND, headers=attachment(name))
