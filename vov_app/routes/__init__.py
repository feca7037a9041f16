"""Every address of the app, once: patterns to serve, links to show, and what an address tells."""

from vov_app.routes.links import *  # noqa: F403 - one name for all: routes.home(...), routes.HOME
from vov_app.routes.patterns import *  # noqa: F403
from vov_app.routes.reading import *  # noqa: F403
from vov_app.routes.returning import *  # noqa: F403
