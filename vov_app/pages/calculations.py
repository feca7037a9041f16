"""`Berekeningen`: dossieroverzicht and betaaloverzicht, and the berekeningsnota of one dossier."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.calculations import CalculationsState, NoteState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.buttons import actions, print_button
from vov_app.ui.kinds import Told, Tone, either
from vov_app.ui.links import back_link, link, server_link
from vov_app.ui.listing import listing, listing_row
from vov_app.ui.table import figures
from vov_app.ui.words import heading, hint, lead, section, when


def calculations() -> rx.Component:
    """Both overviews, with their files."""
    return frame(
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("calculations.title")),
        lead(t("calculations.intro")),
        when(
            CalculationsState.view.ready,
            alert(Tone.INFO, t("calculations.demo")),
            _overview(),
            _payments(),
            hint(t("calculations.own_columns")),
        ),
    )


def _overview() -> rx.Component:
    lines = CalculationsState.view.dossiers
    columns = _columns("reference", "employee", "status", "calculated", "note")
    title = t("calculations.overview_title")
    file = server_link(t("calculations.overview_csv"), of_organisation("/berekeningen/dossieroverzicht.csv"))
    shown = rx.fragment(
        rx.el.p(t("calculations.overview_text")),
        listing(title, columns, lines, _dossier),
        actions(file),
    )
    return section(title, rx.cond(lines, shown, rx.el.p(t("calculations.overview_none"))))


def _payments() -> rx.Component:
    lines = CalculationsState.view.payments
    columns = _columns("employee", "quarter", "validated", "amount", "note")
    title = t("calculations.payments_title")
    file = server_link(t("calculations.payments_csv"), of_organisation("/berekeningen/betaaloverzicht.csv"))
    shown = rx.fragment(
        rx.el.p(t("calculations.payments_text")),
        listing(title, columns, lines, _payment),
        actions(file),
    )
    return section(title, rx.cond(lines, shown, rx.el.p(t("calculations.payments_none"))))


def _columns(*names: str) -> tuple[str, ...]:
    return tuple(t(f"calculations.column.{name}") for name in names)


def _dossier(line: Told) -> rx.Component:
    first = link(line.reference, line.address)
    note = rx.cond(line.note, _note_link(line))
    return listing_row(line.reference, first, line.employee, line.status, line.calculated, note)


def _payment(line: Told) -> rx.Component:
    return listing_row(line.key, line.employee, line.quarter, line.validated, line.amount, _note_link(line))


def _note_link(line: Told) -> rx.Component:
    return link(t("calculations.note_link"), line.note, line.employee)


def note() -> rx.Component:
    """The note of one dossier."""
    view = NoteState.view
    return frame(
        rx.cond(view.address, back_link(t("dossier.back_here"), view.address)),
        heading(either(view.title, view.title, t("calculations.note.name"))),
        when(
            view.reference != "",
            lead(view.about),
            rx.el.p(t("calculations.note.intro")),
            rx.cond(view.reason, alert(Tone.WARNING, view.reason)),
            rx.cond(view.quarters, rx.foreach(view.quarters, _quarter), rx.el.p(t("calculations.note.none"))),
            hint(t("calculations.note.unsure")),
            actions(print_button()),
        ),
    )


def _quarter(quarter: Told) -> rx.Component:
    replaced = rx.cond(quarter.note, rx.el.p(quarter.note))
    return section(quarter.title, replaced, figures(quarter.title, quarter.lines))


PAGES = (
    Page(
        routes.CALCULATIONS, t("calculations.title"), Access.FILING, calculations, (CalculationsState.load,)
    ),
    Page(routes.DOSSIER_NOTE, t("calculations.note.name"), Access.ACTING, note, (NoteState.load,)),
)
