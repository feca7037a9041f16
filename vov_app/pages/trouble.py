"""No access, no such page, something failed: each with a way out and a code for the help desk."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.trouble import TroubleState
from vov_app.texts import t
from vov_app.ui.disclosure import disclosure
from vov_app.ui.links import button_link, link
from vov_app.ui.summary import answer_list
from vov_app.ui.words import code, heading, lead, when


def forbidden() -> rx.Component:
    """Why something is refused, and where the right can be asked for."""
    to_tile = rx.el.p(link(t("refused.way_to_tile"), TroubleState.tile_address))
    to_ask = rx.el.p(button_link(t("home.apply.button_ask"), TroubleState.ask_address))
    why = disclosure(t("why.title"), rx.el.p(t("why.intro")), answer_list(TroubleState.why))
    return frame(
        heading(t("refused.title")),
        when(
            TroubleState.reason != "",
            lead(TroubleState.reason_text),
            rx.cond(TroubleState.ask_address, to_ask),
            rx.cond(TroubleState.tile_address, to_tile),
            rx.cond(TroubleState.why, why),
            rx.el.p(link(t("refused.way_out"), routes.ORGANISATIONS)),
            code(t("refused.code", reason="") + TroubleState.reason),
        ),
    )


def missing() -> rx.Component:
    """There is no such page."""
    return frame(
        heading(t("pages.missing.title")),
        lead(t("pages.missing.text")),
        rx.el.p(button_link(t("pages.missing.back"), routes.START)),
        code(t("pages.missing.code")),
    )


def fault() -> rx.Component:
    """Something failed; the code finds it in the logs."""
    return frame(
        heading(t("pages.fault.title")),
        lead(t("pages.fault.text")),
        rx.el.p(button_link(t("pages.fault.back"), routes.START)),
        code(t("pages.fault.code", code="") + TroubleState.code),
    )


PAGES = (
    Page(
        routes.FORBIDDEN,
        t("pages.title.forbidden"),
        Access.PUBLIC,
        forbidden,
        (TroubleState.load_forbidden,),
    ),
    Page("404", t("pages.title.missing"), Access.PUBLIC, missing),
    Page(routes.FAULT, t("pages.title.fault"), Access.PUBLIC, fault, (TroubleState.load_fault,)),
)
