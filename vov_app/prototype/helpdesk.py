"""Play the operator of the loket, who decides when nobody in the organisation can or does."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vov_app import routes
from vov_app.forms.user import last_possible
from vov_app.prototype.pages import render
from vov_app.services import operator_desk
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World, world_for
from vov_app.texts import t


async def show(request: Request) -> Response:
    """What waits at the operator's desk.

    Raises:
        NoWorld: the browser is in none.
    """
    return _page(world_for(request.headers.get("cookie", "")))


async def decide(request: Request) -> Response:
    """Grant or refuse one request; what isn't sound is told above the list.

    Raises:
        NoWorld: the browser is in none.
    """
    world = world_for(request.headers.get("cookie", ""))
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        with work(world) as w:
            faults = operator_desk.decide(w, typed.get("key", ""), typed)
    except Refused:
        return RedirectResponse(routes.HELPDESK, 303)
    if not faults:
        return RedirectResponse(routes.HELPDESK, 303)
    first = faults[0]
    return _page(world, t(f"decision.field.{first.field}.fault.{first.key}", **first.values))


def _page(world: World, fault: str = "") -> Response:
    with work(world, writes=False) as w:
        waiting = operator_desk.queue(w)
        end = last_possible(w.today, years=1)
    until = f"{end.day}/{end.month}/{end.year}"
    return render("helpdesk.html", waiting=waiting, until=until, fault=fault)
