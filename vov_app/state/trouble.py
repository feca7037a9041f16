"""The pages that say what went wrong: no access, or a fault with its code."""

import re

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.rights import ASKABLE
from vov_app.services import explanations
from vov_app.services.wording import Row
from vov_app.state.policy import handler
from vov_app.state.present import look
from vov_app.texts import keys, t


class TroubleState(rx.State):
    """Words for the reason or the code in the address; an unknown one gets the general words."""

    reason: str = ""
    reason_text: str = ""
    code: str = ""
    tile_address: str = ""
    ask_address: str = ""
    why: list[Row] = []

    @handler(Access.PUBLIC)
    async def load_forbidden(self) -> None:
        """Put the reason in words and offer the way to the tile, where the right can be asked for."""
        query = self.router.url.query_parameters
        wanted = str(query.get("reden", ""))
        self.reason = wanted if f"refused.reason.{wanted}" in keys() else "other"
        self.reason_text = t(f"refused.reason.{self.reason}")
        organisation = str(query.get("organisatie", ""))
        knows_tile = self.reason not in ("no_organisation", "signed_out", "other")
        self.tile_address = routes.application(organisation) if organisation and knows_tile else ""
        askable = self.reason in {str(standing) for standing in ASKABLE}
        self.ask_address = routes.ask(organisation) if organisation and askable else ""
        self.why = await look(lambda w: explanations.at(w, organisation)) if knows_tile else []

    @handler(Access.PUBLIC)
    async def load_fault(self) -> None:
        """Show the code for the help desk, if it looks like one."""
        wanted = str(self.router.url.query_parameters.get("code", ""))
        self.code = wanted if re.fullmatch(r"[A-Za-z0-9_-]{1,20}", wanted) else "ONBEKEND"
