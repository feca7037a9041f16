"""What stands below every page: help, always in the same place, and the links about the site itself."""

import reflex as rx

from vov_app import routes
from vov_app.texts import t
from vov_app.ui.kinds import Told
from vov_app.ui.links import mail_link, phone_link


def help_block() -> rx.Component:
    """Whom to ask."""
    return rx.el.aside(
        rx.el.div(
            rx.el.h2(t("ui.help.title"), id="help-title", class_name="help__title"),
            rx.el.ul(
                rx.el.li(mail_link(t("ui.help.mail"), t("ui.help.mail_hint"))),
                rx.el.li(phone_link(t("ui.help.phone"), t("ui.help.number"))),
                class_name="help__list",
            ),
            class_name="container",
        ),
        aria_labelledby="help-title",
        class_name="help",
    )


def footer(demo: Told) -> rx.Component:
    """Statements, help for administrators, and the demo's own pages when this is one."""
    return rx.el.footer(
        rx.el.div(
            rx.el.nav(
                rx.el.ul(
                    _link("help_administrator", routes.HELP_ADMINISTRATOR),
                    _link("what_if", routes.WHAT_IF),
                    _link("accessibility", routes.ACCESSIBILITY),
                    _link("privacy", routes.PRIVACY),
                    rx.cond(demo, _demo_links()),
                    class_name="footer__list",
                ),
                aria_label=t("ui.footer.label"),
            ),
            rx.el.p(t("ui.footer.about")),
            class_name="container",
        ),
        class_name="footer",
    )


def _demo_links() -> rx.Component:
    inbox = _link("inbox", routes.INBOX, reload=True)
    return rx.fragment(inbox, _link("world", routes.WORLD, reload=True))


def _link(name: str, href: str, *, reload: bool = False) -> rx.Component:
    return rx.el.li(
        rx.el.a(t(f"ui.footer.{name}"), href=href, class_name="footer__link", reload_document=reload)
    )
