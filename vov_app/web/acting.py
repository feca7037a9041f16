"""Plain HTTP for who acts for an organisation: who asks is found out each time, nothing is cached."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vov_app import routes
from vov_app.domain.limits import Kind
from vov_app.services import audit, limits
from vov_app.services.cookies import cookie
from vov_app.services.signing_in import recognise, touch
from vov_app.services.work import Actor, Refused
from vov_app.services.worlds import NoWorld, World, world_for
from vov_app.web.origin import READING
from vov_app.web.refusals import too_many

Endpoint = Callable[[Request, World, Actor], Awaitable[Response]]
Answered = Callable[[Request], Awaitable[Response]]


def for_actor(endpoint: Endpoint, action: str, back: Callable[[str], str]) -> Answered:
    """Calls the endpoint for who acts for the organisation in the path `{org}`.

    Others are led away: strangers to sign in, and then to `back(org)`; who is refused to the page that
    explains it, with an entry `action` in the record. Who sends or fetches too many files has to wait.
    """

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
            return _to(routes.with_return(routes.START, back(organisation)))
        wait = await _wait(request, world, found.actor)
        if wait:
            return too_many(wait)
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


def attachment(name: str) -> dict[str, str]:
    """The header that has a browser save an answer under this name, which holds nothing personal."""
    return {"content-disposition": f'attachment; filename="{name}"'}


async def _wait(request: Request, world: World, actor: Actor) -> int:
    kind = Kind.DOWNLOAD if request.method in READING else Kind.UPLOAD
    address = request.client.host if request.client else ""
    return await limits.wait(kind, person=f"{world.key}:{actor.person_id}", address=address)


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)
