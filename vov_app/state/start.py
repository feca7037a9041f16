"""The start page: where the person goes after signing in."""

from urllib.parse import quote

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.state.policy import handler


class StartState(rx.State):
    """Keeps the address to come back to after signing in, when it stays on this site."""

    then: str = ""
    then_quoted: str = ""

    @handler(Access.PUBLIC)
    async def load(self) -> None:
        """Take the return address from the query, or nothing."""
        wanted = str(self.router.url.query_parameters.get("naar", ""))
        self.then = wanted if wanted and routes.safe_return(wanted) == wanted else ""
        self.then_quoted = quote(self.then, safe="")
