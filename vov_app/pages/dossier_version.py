"""One version of a dossier, as it was confirmed then."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.dossier import rules_section
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.dossier import VersionState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.comparing import differences
from vov_app.ui.kinds import Tone, either
from vov_app.ui.links import back_link, link_list, server_link
from vov_app.ui.summary import answers
from vov_app.ui.table import figures
from vov_app.ui.words import heading, lead, section, when


def version() -> rx.Component:
    """The version that the address names."""
    view = VersionState.view
    return frame(
        rx.cond(view.dossier, back_link(t("dossier.back_here"), view.dossier)),
        heading(either(view.title, view.title, t("dossier.versions"))),
        when(view.reference != "", *_content()),
    )


def _content() -> tuple[rx.Component, ...]:
    view = VersionState.view
    changed = rx.cond(view.first, rx.el.p(t("dossier.version_first")), differences(view.differences))
    return (
        lead(view.made),
        alert(Tone.INFO, either(view.newest, t("dossier.version_newest"), t("dossier.version_old"))),
        section(t("dossier.differences"), changed),
        rx.el.p(server_link(t("dossier.pdf_of_version"), view.pdf)),
        section(t("dossier.answers")),
        answers(view.sections, changeable=False),
        figures(t("refund.estimate.title"), view.estimate),
        rules_section(view),
        rx.cond(view.others, section(t("dossier.versions"), link_list(view.others))),
    )


PAGES = (Page(routes.DOSSIER_VERSION, t("dossier.versions"), Access.ACTING, version, (VersionState.load,)),)
