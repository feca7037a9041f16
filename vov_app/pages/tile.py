"""The screen `Aanvraag`: two titles, and the tile with the one button that the server decides on."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.session import SessionState
from vov_app.state.tile import TileState
from vov_app.texts import t
from vov_app.ui.buttons import button
from vov_app.ui.disclosure import disclosure
from vov_app.ui.kinds import Child
from vov_app.ui.links import back_link, link
from vov_app.ui.summary import answer_list
from vov_app.ui.tile import TileWords, tile
from vov_app.ui.words import heading, lead, status, when


def application() -> rx.Component:
    """The tile, once the server has decided."""
    shown = TileState.tile
    words = TileWords(shown.tone, shown.status, shown.explanation, shown.who_helps)
    return frame(
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("home.apply.title")),
        lead(t("home.apply.about")),
        when(
            shown.standing != "",
            tile(t("home.apply.subtitle"), words, _action()),
            status(shown.checked, id="checked"),
            rx.cond(shown.action == "apply", _many()),
            _why(),
        ),
    )


def _action() -> Child:
    return rx.match(
        TileState.tile.action,
        ("apply", button(t("home.apply.button_apply"), TileState.begin)),
        ("ask", button(t("home.apply.button_ask"), TileState.ask)),
        button(t("tile.page.look_again"), TileState.load, secondary=True),
    )


def _many() -> rx.Component:
    return rx.el.p(t("tile.page.many"), " ", link(t("batches.title"), of_organisation("/bestanden")))


def _why() -> rx.Component:
    return disclosure(
        t("why.title"), rx.el.p(t("why.intro")), answer_list(TileState.why), on_open=TileState.explain
    )


PAGES = (
    Page(routes.APPLICATION, t("pages.title.application"), Access.ACTING, application, (TileState.load,)),
)
