"""What a person sees when the browser fails to draw a page: no stack, a way on."""

from typing import Any

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from vov_app import routes
from vov_app.texts import t
from vov_app.ui.native import native_link


def error_boundary() -> rx.Component:
    """Catches what fails in the pages, and tells the server."""
    return ErrorBoundary.create(fallback_render=_fallback())


def _fallback() -> rx.Component:
    again: rx.Var[Any] = rx.Var("() => window.location.reload()")
    return rx.el.main(
        rx.el.title(t("ui.broken.title")),
        rx.el.div(
            rx.el.h1(t("ui.broken.title")),
            rx.el.p(t("ui.broken.text"), class_name="text"),
            rx.el.div(
                rx.el.button(
                    t("ui.broken.reload"), type="button", class_name="button", custom_attrs={"onClick": again}
                ),
                native_link(t("ui.to_start"), href=routes.START),
                class_name="actions",
            ),
            class_name="container stack",
        ),
        class_name="page",
    )
