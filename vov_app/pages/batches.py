"""Een bestand indienen: how it works, an empty file to fill in, the file itself, and those that were sent."""

from decimal import Decimal
from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.tables import MOST_BYTES, MOST_ROWS
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.batches import BatchesState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.card import card, cards
from vov_app.ui.error_summary import error_summary
from vov_app.ui.kinds import Told, Tone
from vov_app.ui.links import back_link, server_link
from vov_app.ui.sending import sending
from vov_app.ui.words import bullets, heading, lead, numbered, section, when

MEGABYTES: Final = MOST_BYTES // 1024**2
NEEDS: Final = ("template", "size", "mend", "confirm")


def batches() -> rx.Component:
    """Send a file, and see those of the organisation."""
    view = BatchesState.view
    return frame(
        error_summary(view.faults),
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("batches.title")),
        lead(t("batches.intro")),
        when(view.ready, _way(), _send(), _list()),
    )


def _way() -> rx.Component:
    here = "/bestanden/sjabloon"
    return section(
        t("batches.way"),
        numbered(*(t(f"batches.need.{name}", rows=Decimal(MOST_ROWS), most=MEGABYTES) for name in NEEDS)),
        bullets(
            server_link(t("batches.template_xlsx"), of_organisation(f"{here}.xlsx")),
            server_link(t("batches.template_csv"), of_organisation(f"{here}.csv")),
        ),
        alert(Tone.INFO, t("batches.own_layout")),
    )  # fmt: skip


def _send() -> rx.Component:
    form = send_form(t("batches.send"), BatchesState.view.faults)
    return rx.el.div(section(t("batches.send"), form), on_mount=BatchesState.arrive)


def send_form(send: str, faults: Told) -> rx.Component:
    """The file itself, as a form that the browser sends; the answer is the page of the file."""
    return sending(
        t("batches.choose"),
        t("batches.choose_hint", most=MEGABYTES),
        send,
        of_organisation("/bestanden/opladen"),
        faults,
    )


def _list() -> rx.Component:
    lines = BatchesState.view.lines
    return section(
        t("batches.list"),
        rx.cond(lines, cards(rx.foreach(lines, _line)), rx.el.p(t("batches.none"))),
    )


def _line(line: Told) -> rx.Component:
    return card(line.name, line.address, line.status, line.uploaded, line.rows, key=line.key)


PAGES = (Page(routes.BATCHES, t("batches.title"), Access.FILING, batches, (BatchesState.load,)),)
