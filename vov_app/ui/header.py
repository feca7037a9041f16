"""What stands above every page: that this is a demo, what it is, and for whom one acts."""

import reflex as rx

from vov_app import routes
from vov_app.texts import t
from vov_app.ui.buttons import submit
from vov_app.ui.kinds import either
from vov_app.ui.native import native_link, post_form
from vov_app.ui.session_vars import SessionVars
from vov_app.ui.words import hidden


def skip_link() -> rx.Component:
    """The first thing that the keyboard meets."""
    return native_link(t("ui.skip"), href="#main", class_name="skip")


def header(session: SessionVars) -> rx.Component:
    """The demo strip, the product's name, and the person and organisation when signed in."""
    return rx.el.header(
        rx.el.div(rx.el.p(t("ui.strip"), class_name="container strip__text"), class_name="strip"),
        rx.el.div(
            rx.el.div(
                _brand(session),
                rx.cond(session.person_name, _session(session)),
                class_name="container bar__inner",
            ),
            class_name="bar",
        ),
    )


def _brand(session: SessionVars) -> rx.Component:
    return rx.el.div(
        rx.el.a(t("ui.product"), href=session.home_url, class_name="brand__name"),
        rx.el.span(t("ui.demo"), class_name="brand__sub"),
        class_name="brand",
    )


def _session(session: SessionVars) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(_profile(session), class_name="session__person"),
            rx.cond(session.organisation_name, _organisation(session)),
            rx.el.a(
                either(session.organisation_name, t("ui.header.switch"), t("ui.header.choose")),
                href=routes.ORGANISATIONS,
                class_name="session__link",
            ),
        ),
        post_form(submit(t("ui.header.sign_out"), quiet=True), action=routes.SIGN_OUT),
        class_name="session",
    )


def _profile(session: SessionVars) -> rx.Component:
    more = hidden(t("ui.header.profile"))
    return rx.el.a(session.person_name, " ", more, href=routes.PROFILE, class_name="session__link")


def _organisation(session: SessionVars) -> rx.Component:
    acting = hidden(t("ui.header.organisation"))
    return rx.el.p(acting, " ", session.organisation_name, " (", session.kbo, ")")
