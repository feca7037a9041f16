"""Every letter of a world, since nobody receives them."""

import re
from dataclasses import dataclass

from sqlmodel import col, select
from starlette.requests import Request
from starlette.responses import Response

from vov_app.models import Letter
from vov_app.prototype.pages import render
from vov_app.services.work import work
from vov_app.services.worlds import world_for


@dataclass(frozen=True)
class Piece:
    """A piece of a letter; `linked` when it is an address on this site."""

    text: str
    linked: bool


async def show(request: Request) -> Response:
    """All letters, newest first; or those to whom `aan` names by the key of a letter they got.

    A key, for addresses of people don't belong in the address of a page.

    Raises:
        NoWorld: the browser is in none.
    """
    with work(world_for(request.headers.get("cookie", "")), writes=False) as w:
        order = (col(Letter.written_at).desc(), col(Letter.id).desc())
        letters = list(w.session.exec(select(Letter).order_by(*order)))
    named = request.query_params.get("aan", "")
    chosen = next((one.recipient for one in letters if one.key == named), "")
    shown = [one for one in letters if chosen in ("", one.recipient)]
    return render("inbox.html", letters=shown, chosen=chosen, addressees=addressees(letters))


async def letter(request: Request) -> Response:
    """One letter, or a page that says that there is none such.

    Raises:
        NoWorld: the browser is in none.
    """
    world = world_for(request.headers.get("cookie", ""))
    with work(world, writes=False) as w:
        found = w.session.exec(select(Letter).where(Letter.key == request.path_params["key"])).first()
    if found is None:
        return render("no_letter.html", status=404)
    return render("letter.html", letter=found, pieces=pieces(found.body, world.address("/")))


def addressees(letters: list[Letter]) -> list[Letter]:
    """One letter for each address that got any, by name."""
    one_each = {one.recipient: one for one in reversed(letters)}
    return sorted(one_each.values(), key=lambda one: (one.recipient_name, one.recipient))


def pieces(body: str, site: str) -> list[Piece]:
    """The text of a letter cut where an address of this site begins and ends; joined they are the text."""
    # The full stop after an address is none of it.
    address = re.compile(rf"({re.escape(site)}(?:\S*[^\s.,;:)])?)")
    parts = address.split(body.strip())
    return [Piece(part, linked=number % 2 == 1) for number, part in enumerate(parts) if part]
