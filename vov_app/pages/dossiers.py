"""The dossiers of the organisation as a list."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.dossiers import DossiersState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link, link, server_link
from vov_app.ui.listing import listing, listing_row, narrow_form, pick
from vov_app.ui.search import search
from vov_app.ui.words import heading, lead, section, when

COLUMNS = tuple(
    t(f"dossiers.column.{name}") for name in ("reference", "employee", "training", "filed", "status")
)


def dossiers() -> rx.Component:
    """What the organisation has filed."""
    return frame(
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("dossiers.title")),
        lead(t("dossiers.intro")),
        when(DossiersState.view.ready, _narrow(), _list()),
    )


def _narrow() -> rx.Component:
    view, asked = DossiersState.view, DossiersState.asked
    return rx.fragment(
        search(t("dossiers.search"), t("dossiers.search_hint"), DossiersState.find, view.announced),
        narrow_form(
            t("dossiers.narrow"),
            t("dossiers.show"),
            pick("status", t("dossiers.status_label"), view.statuses, asked.get("status", "")),
            pick("school_year", t("dossiers.year_label"), view.school_years, asked.get("school_year", "")),
            pick("order", t("dossiers.order_label"), view.orders, asked.get("order", "")),
            on_submit=DossiersState.narrow,
        ),
    )


def _list() -> rx.Component:
    view = DossiersState.view
    return rx.fragment(
        rx.el.h2(t("dossiers.list"), id="list-title", tab_index=-1),
        rx.cond(view.resorted, rx.el.p(view.resorted)),
        rx.cond(view.lines, listing(t("dossiers.list"), COLUMNS, view.lines, _line), rx.el.p(view.none)),
        actions(
            rx.cond(view.after, button(t("dossiers.next"), DossiersState.go_on, secondary=True)),
            rx.cond(DossiersState.after, button(t("dossiers.first"), DossiersState.go_back, secondary=True)),
        ),
        rx.cond(view.lines, _export()),
    )


def _export() -> rx.Component:
    here, asked = "/dossiers/dossiers", DossiersState.view.query
    return section(
        t("dossiers.export.title"),
        rx.el.p(t("dossiers.export.text")),
        actions(
            server_link(t("dossiers.export.csv"), of_organisation(f"{here}.csv") + asked),
            server_link(t("dossiers.export.xlsx"), of_organisation(f"{here}.xlsx") + asked),
        ),
    )


def _line(dossier: Told) -> rx.Component:
    return listing_row(
        dossier.reference,
        link(dossier.reference, dossier.address),
        dossier.employee,
        dossier.training,
        dossier.filed,
        dossier.status,
    )


PAGES = (Page(routes.DOSSIERS, t("dossiers.title"), Access.FILING, dossiers, (DossiersState.load,)),)
