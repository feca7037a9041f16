"""Every letter of a world, since nobody receives them."""

from dataclasses import dataclass

from sqlmodel import col, select
from starlette.requests import Request
from starlette.responses import Response

from vov_app.models import Letter
from vov_app.prototype.pages import render
from vov_app.services.work import work
from vov_app.services.worlds import world_for


@dataclass(frozen=True)
class Line:
    """One line of a letter; with an address when it is a link to this site."""

    text: str
    address: str = ""


async def show(request: Request) -> Response:
    """All letters, newest first."""
    with work(world_for(request.headers.get("cookie", "")), writes=False) as w:
        order = (col(Letter.written_at).desc(), col(Letter.id).desc())
        letters = list(w.session.exec(select(Letter).order_by(*order)))
    return render("inbox.html", letters=letters)


async def letter(request: Request) -> Response:
    """One letter."""
    world = world_for(request.headers.get("cookie", ""))
    with work(world, writes=False) as w:
        found = w.session.exec(select(Letter).where(Letter.key == request.path_params["key"])).first()
    if found is None:
        return render("no_letter.html", status=404)
    return render("letter.html", letter=found, lines=_lines(found.body, world.public_url))


def _lines(body: str, site: str) -> list[Line]:
    ours = f"{site.rstrip('/')}/"
    return [Line(line, line if line.startswith(ours) else "") for line in body.splitlines() if line.strip()]
