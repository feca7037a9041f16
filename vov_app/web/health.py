"""Is this process able to serve? For load balancers; tells nothing else."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from vov_app import routes


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


def health_routes() -> list[Route]:
    """The health check."""
    return [Route(routes.HEALTH, _health, methods=["GET"])]
