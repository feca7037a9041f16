"""The WSE-loket home page: what can be resumed, and what was confirmed last."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import homes
from vov_app.services.decisions import Waiting
from vov_app.services.homes import LatestView, ResumeView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look


@page_state(routes.HOME)
class HomeState(rx.State):
    """Drafts and receipts of the organisation, for those who may see them."""

    loaded: bool = False
    resume: list[ResumeView] = []
    latest: list[LatestView] = []
    waiting: list[Waiting] = []
    office: bool = False
    filing: bool = False

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Look up what the organisation has."""
        view = await look(homes.home)
        self.resume, self.latest = view.resume, view.latest
        self.waiting, self.office, self.filing, self.loaded = view.waiting, view.office, view.filing, True
