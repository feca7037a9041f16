"""The ontvangstbevestiging: facts, what happens next, who got mail; it can be printed."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.receipt import ReceiptState
from vov_app.texts import t
from vov_app.ui.buttons import actions, print_button
from vov_app.ui.links import button_link, server_link
from vov_app.ui.panel import receipt_panel
from vov_app.ui.summary import answers
from vov_app.ui.table import figures
from vov_app.ui.words import bullets_of, heading, loading, numbered, section


def receipt() -> rx.Component:
    """The receipt that the address names."""
    waiting = rx.fragment(heading(t("refund.receipt.title")), loading())
    return frame(rx.cond(ReceiptState.receipt.reference, rx.fragment(*_content()), waiting))


def _content() -> tuple[rx.Component, ...]:
    shown = ReceiptState.receipt
    return (
        receipt_panel(
            t("refund.receipt.title"),
            t("refund.receipt.reference"),
            shown.reference,
            shown.confirmed_at,
            shown.organisation,
        ),
        section(
            t("refund.receipt.mailed"), rx.el.p(t("refund.receipt.mailed_text")), bullets_of(shown.mailed)
        ),
        section(
            t("refund.receipt.next"), numbered(*[t(f"refund.receipt.next_{number}") for number in (1, 2, 3)])
        ),
        section(t("refund.receipt.answers")),
        answers(shown.sections, changeable=False),
        section(
            t("refund.estimate.title"),
            rx.el.p(t("refund.estimate.warning")),
            figures(t("refund.estimate.caption"), shown.estimate),
        ),
        section(
            t("receipt.take"),
            actions(
                server_link(t("receipt.pdf"), shown.pdf),
                server_link(t("receipt.pdf_employee"), shown.pdf_employee),
            ),
            rx.el.p(t("receipt.copy_text")),
        ),
        actions(
            button_link(t("refund.receipt.home"), of_organisation()),
            button_link(t("receipt.dossier"), shown.dossier, secondary=True),
            print_button(),
        ),
    )


PAGES = (Page(routes.RECEIPT, t("pages.title.receipt"), Access.ACTING, receipt, (ReceiptState.load,)),)
