"""Pages with fixed words: help for local administrators, accessibility, privacy."""

from datetime import date

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.rights import Context, Right
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.texts import t
from vov_app.ui.words import bullets, heading, hint, lead, numbered, section

RIGHT = {"right": Right.RESPONSIBLE, "context": Context.OPLEIDINGSVERLOF}
STATED_ON = date(2026, 11, 23)


def help_administrator() -> rx.Component:
    """How a local administrator adds a user and grants the right."""
    page = "pages.help_administrator"
    return frame(
        heading(t(f"{page}.title")),
        lead(t(f"{page}.intro")),
        section(t(f"{page}.add_title"), numbered(t(f"{page}.add_1"), t(f"{page}.add_2"))),
        section(
            t(f"{page}.grant_title"),
            numbered(t(f"{page}.grant_1", **RIGHT), t(f"{page}.grant_2", **RIGHT), t(f"{page}.grant_3")),
        ),
        section(t(f"{page}.after_title"), rx.el.p(t(f"{page}.after"))),
        section(t(f"{page}.asked_title"), rx.el.p(t(f"{page}.asked")), rx.el.p(t(f"{page}.trouble"))),
    )


def accessibility() -> rx.Component:
    """The accessibility statement that the decree asks for (dossier 8.4)."""
    page = "pages.accessibility"
    return frame(
        heading(t(f"{page}.title")),
        lead(t(f"{page}.intro")),
        *[
            section(t(f"{page}.{name}_title"), rx.el.p(t(f"{page}.{name}")))
            for name in ("norm", "limits", "contact")
        ],
        hint(t(f"{page}.date", day=STATED_ON)),
    )


def privacy() -> rx.Component:
    """What is kept of people."""
    page = "pages.privacy"
    kept = [t(f"{page}.kept_{name}") for name in ("session", "answers", "not")]
    return frame(
        heading(t(f"{page}.title")),
        lead(t(f"{page}.intro")),
        section(t(f"{page}.kept_title"), bullets(*kept)),
    )


PAGES = (
    Page(routes.HELP_ADMINISTRATOR, t("pages.title.help_administrator"), Access.PUBLIC, help_administrator),
    Page(routes.ACCESSIBILITY, t("pages.title.accessibility"), Access.PUBLIC, accessibility),
    Page(routes.PRIVACY, t("pages.title.privacy"), Access.PUBLIC, privacy),
)
