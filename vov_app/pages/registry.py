"""What a page is: its address, its title, who may see it, and what it loads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from vov_app.domain.access import Access
from vov_app.state.page import LOADS
from vov_app.state.session import SessionState
from vov_app.texts import t


@dataclass(frozen=True)
class Page:
    """One page; `access` decides which guarded handler fills its header, so none can leave it out."""

    route: str
    title: str
    access: Access
    view: Callable[[], rx.Component]
    loads: tuple[Any, ...] = field(default=())


ENTER = {
    Access.PUBLIC: SessionState.enter,
    Access.SIGNED_IN: SessionState.enter_signed_in,
    Access.ACTING: SessionState.enter_acting,
    Access.FILING: SessionState.enter_acting,
    Access.ADMINISTERING: SessionState.enter_acting,
}


def add(app: rx.App, page: Page) -> None:
    """Add one page to the app."""
    LOADS[page.route] = page.loads
    app.add_page(
        page.view,
        route=page.route,
        title=f"{page.title} - {t('pages.site')}",
        description=t("pages.description"),
        image="/favicon.svg",
        on_load=[ENTER[page.access], *page.loads],
    )
