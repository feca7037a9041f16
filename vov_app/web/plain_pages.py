"""Pages that the server makes itself: plain HTML in the frame of every page, without State."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from vov_app import routes
from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.services.work import STRANGER, Actor
from vov_app.texts import t


def plain_page(
    template: str,
    status: int = 200,
    *,
    actor: Actor = STRANGER,
    headers: dict[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """One page from templates/, with `t` and `routes` at hand; its header names the actor, when it is known.

    Never kept in a cache.
    """
    html = _environment().get_template(template).render(t=t, routes=routes, actor=actor, **values)
    return HTMLResponse(html, status, {"cache-control": "no-store", **(headers or {})})


def _kbo(number: str) -> str:
    return identifiers.display(Identifier.KBO, number)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("vov_app.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["kbo"] = _kbo
    return made
