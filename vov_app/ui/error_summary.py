"""What has to be mended, above the h1: it takes the focus once, when the server says so."""

import reflex as rx

from vov_app.texts import t
from vov_app.ui.behaviour import FaultTitle
from vov_app.ui.kinds import Told, either
from vov_app.ui.native import native_link

FOCUS = "error-summary"


def error_summary(faults: Told) -> rx.Component:
    """Links to the fields that have a fault, with the words that stand there.

    It stays mounted, so that `rx.set_focus("error-summary")` finds it in the same update; it is no alert,
    because what takes the focus is read out already.
    """
    some = faults.length() > 0
    return rx.el.div(
        FaultTitle.create(prefix=t("ui.fault.prefix"), active=some),
        rx.cond(some, _content(faults)),
        id=FOCUS,
        tab_index=-1,
        class_name=either(some, "summary-of-errors summary-of-errors--shown is-error", "summary-of-errors"),
    )


def _content(faults: Told) -> rx.Component:
    return rx.el.div(
        rx.el.h2(t("common.errors.title"), class_name="summary-of-errors__title"),
        rx.el.ul(rx.foreach(faults, _fault), class_name="summary-of-errors__list"),
        class_name="summary-of-errors__body",
    )


def _fault(pair: Told) -> rx.Component:
    return rx.el.li(native_link(pair[1], href=f"#{pair[0]}", class_name="summary-of-errors__link"))
