"""One dossier: how it stands and what may be done first, then what happened, then what it says."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.school_years import SOURCES
from vov_app.forms.dossier import INFORM
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.dossier import DossierState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import alert, pill
from vov_app.ui.buttons import actions, button, print_button, submit
from vov_app.ui.comparing import rules
from vov_app.ui.disclosure import disclosure
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Told, Tone, either
from vov_app.ui.links import back_link, button_link, link, link_list, server_link
from vov_app.ui.native import native_link
from vov_app.ui.people import told
from vov_app.ui.summary import answers
from vov_app.ui.table import figures
from vov_app.ui.timeline import quote, timeline
from vov_app.ui.words import bullets, bullets_of, heading, hint, lead, numbered, section, when

VIEW: Final = DossierState.view
FORM: Final = FormVars(
    shown=VIEW.question.shown,
    answers=DossierState.answers,
    faults=DossierState.faults,
    notes={},
    asked=["answer"],
    on_note=None,
)
AFTER: Final = ("compare", "dmfa", "attest", "least", "overviews")
AFTER_SOURCES: Final = ("vl_employer", "vl_payment_2021")


def dossier() -> rx.Component:
    """The dossier that the address names."""
    return frame(
        error_summary(DossierState.faults),
        rx.cond(
            SessionState.organisation.key,
            either(
                VIEW.filing,
                back_link(t("dossier.back"), of_organisation("/dossiers")),
                back_link(t("pages.title.home"), of_organisation()),
            ),
        ),
        heading(either(VIEW.title, VIEW.title, t("dossier.name"))),
        told(DossierState.done),
        when(VIEW.reference != "", *_content()),
    )


def _content() -> tuple[rx.Component, ...]:
    return (
        lead(VIEW.about),
        rx.el.div(pill(VIEW.tone, VIEW.status, id="dossier-status"), hint(VIEW.status_note)),
        rx.cond(VIEW.question.shown, _question()),
        _ways(),
        section(t("dossier.timeline"), timeline(VIEW.events)),
        _after(),
        section(t("dossier.answers")),
        answers(VIEW.sections, changeable=False),
        section(
            t("refund.estimate.title"),
            rx.el.p(t("refund.estimate.warning")),
            figures(t("refund.estimate.caption"), VIEW.estimate),
        ),
        rules_section(VIEW),
        section(t("dossier.letters"), bullets_of(VIEW.letters)),
        section(t("dossier.versions"), link_list(VIEW.versions)),
    )


def rules_section(view: Told) -> rx.Component:
    """The rules that were kept with a version, with how sure each is and where it comes from."""
    year = rx.el.p(t("dossier.rules.year"), ": ", view.school_year)
    kept = disclosure(t("dossier.rules.show"), rx.cond(view.school_year, year), rules(view.rules))
    return section(t("dossier.rules.title"), rx.cond(view.rules, kept, rx.el.p(t("dossier.rules.none"))))


def _question() -> rx.Component:
    asked = VIEW.question
    return section(
        t("dossier.answer.title"),
        quote(asked.text),
        alert(Tone.WARNING, asked.until, rx.cond(asked.correcting, rx.el.p(asked.correcting))),
        step_form(
            step_fields(INFORM, FORM, words="dossier.field"),
            actions(submit(t("dossier.answer.submit"))),
            on_submit=DossierState.inform,
        ),
    )


def _ways() -> rx.Component:
    correct = button(t("dossier.correct_button"), DossierState.correct)
    copied = button(t("dossier.copy_button"), DossierState.copy_it, secondary=True)
    withdraw = button_link(t("dossier.withdraw_button"), VIEW.withdraw, secondary=True)
    return section(
        t("dossier.actions"),
        rx.cond(VIEW.filing, rx.el.p(VIEW.correct_note)),
        actions(
            rx.cond(VIEW.correctable, correct),
            rx.cond(VIEW.withdraw, withdraw),
            rx.cond(VIEW.filing, copied),
            link(t("dossier.receipt"), VIEW.receipt),
            server_link(t("dossier.pdf"), VIEW.pdf),
            rx.cond(VIEW.note, link(t("dossier.note"), VIEW.note)),
            print_button(),
        ),
    )


def _after() -> rx.Component:
    sources = (native_link(SOURCES[key], href=SOURCES[key]) for key in AFTER_SOURCES)
    return section(
        t("dossier.after.title"),
        disclosure(
            t("dossier.after.show"),
            numbered(*[t(f"dossier.after.{name}") for name in AFTER]),
            alert(Tone.INFO, t("dossier.after.unsure")),
            rx.el.p(t("dossier.after.sources")),
            bullets(*sources),
        ),
    )


PAGES = (Page(routes.DOSSIER, t("dossier.name"), Access.ACTING, dossier, (DossierState.load,)),)
