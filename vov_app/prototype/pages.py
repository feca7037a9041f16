"""Render the annex's pages: plain HTML that shares its stylesheet with the app."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from vov_app import routes
from vov_app.texts import t


def render(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """One page from templates/, with `t` and `routes` at hand; never kept in a cache."""
    html = _environment().get_template(template).render(t=t, routes=routes, **values)
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("vov_app.prototype"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
