"""One file of applications: while it is read or filed, its rows to mend, `Bevestigen`, and its dossiers."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.refund import CHECK
from vov_app.pages.batches import send_form
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.batch import BatchState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import alert, pill
from vov_app.ui.buttons import actions, button, submit
from vov_app.ui.disclosure import disclosure
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.grid import RowWords, grid, grid_row
from vov_app.ui.kinds import Child, Told, Tone, either
from vov_app.ui.links import back_link, link, server_link
from vov_app.ui.listing import narrow_form, pick
from vov_app.ui.people import told
from vov_app.ui.progress_bar import progress_bar, ticking, told_aloud
from vov_app.ui.table import figures
from vov_app.ui.words import heading, hidden, lead, section, when

VIEW: Final = BatchState.view
NONE: Final = rx.Var.create({"declaration": ""})
FORM: Final = FormVars(
    # Another number of rows, another declaration.
    shown=VIEW.key + "/" + VIEW.confirm,
    answers=NONE,
    faults=BatchState.faults,
    notes=NONE,
    asked=rx.Var.create(["declaration"]),
    on_note=None,
)
WORDS: Final = RowWords(t("batches.row.others"), t("batches.row.save"))
HEADS: Final = (t("batches.rows.column_row"), t("batches.rows.column_mend"))


def batch() -> rx.Component:
    """The file that the address names."""
    return frame(
        error_summary(BatchState.faults),
        rx.cond(SessionState.organisation.key, back_link(t("batches.back"), of_organisation("/bestanden"))),
        heading(either(VIEW.name, VIEW.name, t("batches.one"))),
        told_aloud(VIEW.progress.announced),
        when(VIEW.ready, *_content()),
        ticking(VIEW.busy, BatchState.tick),
    )


def _content() -> tuple[Child, ...]:
    return (
        lead(VIEW.uploaded),
        pill(VIEW.tone, VIEW.status, id="batch-status"),
        rx.cond(VIEW.refused, alert(Tone.ERROR, VIEW.refused)),
        told(BatchState.done),
        rx.cond(VIEW.busy, _progress()),
        rx.cond(VIEW.figures, figures(t("batches.figure.caption"), VIEW.figures)),
        rx.cond(VIEW.mendable, _rows()),
        rx.cond(VIEW.wrong > 0, _returned()),
        rx.cond(VIEW.sound > 0, _confirm()),
        rx.cond(VIEW.dossiers, _dossiers()),
        rx.cond(VIEW.droppable, _drop()),
    )


def _progress() -> rx.Component:
    return section(
        t("batches.progress.title"),
        progress_bar(t("batches.progress.bar"), VIEW.progress),
        rx.el.p(t("batches.progress.text")),
    )


def _rows() -> rx.Component:
    none = rx.el.p(VIEW.none)
    skip_all = button(t("batches.row.skip_doubles"), BatchState.skip_doubles, secondary=True)
    return rx.fragment(
        rx.el.h2(VIEW.rows_title, id="rows-title", tab_index=-1),
        narrow_form(
            t("batches.kind.narrow"),
            t("batches.kind.show"),
            pick("kind", t("batches.kind.label"), VIEW.kinds, BatchState.kind),
            on_submit=BatchState.narrow,
        ),
        rx.cond(VIEW.rows, grid(VIEW.rows_title, HEADS, VIEW.rows, _row), none),
        actions(
            rx.cond(VIEW.after, button(t("batches.rows.next"), BatchState.go_on, secondary=True)),
            rx.cond(BatchState.after, button(t("batches.rows.first"), BatchState.go_back, secondary=True)),
            rx.cond(VIEW.doubles > 1, skip_all),
        ),
    )


def _row(row: Told) -> rx.Component:
    keep = _act(t("batches.row.keep"), row, BatchState.keep(row.number))
    skip = _act(t("batches.row.skip"), row, BatchState.skip(row.number))
    restore = _act(t("batches.row.restore"), row, BatchState.restore(row.number))
    return grid_row(
        row, WORDS, rx.cond(row.keepable, keep), rx.cond(row.skipped, restore, skip), on_save=BatchState.mend
    )


def _act(words: str, row: Told, on_click: Told) -> rx.Component:
    return button(rx.fragment(words, " ", hidden(row.title)), on_click, secondary=True)


def _returned() -> rx.Component:
    return section(
        t("batches.returned.title"),
        rx.el.p(t("batches.returned.text")),
        actions(
            server_link(t("batches.returned.xlsx"), VIEW.returned_xlsx),
            server_link(t("batches.returned.csv"), VIEW.returned_csv),
        ),
        send_form(t("batches.returned.again"), NONE),
    )


def _confirm() -> rx.Component:
    return section(
        t("batches.confirm.title"),
        rx.el.p(VIEW.confirm),
        rx.cond(VIEW.wrong > 0, alert(Tone.INFO, t("batches.confirm.wrong"))),
        step_form(
            step_fields(CHECK, FORM), actions(submit(t("common.confirm"))), on_submit=BatchState.confirm
        ),
    )


def _dossiers() -> rx.Component:
    filed = rx.el.ul(
        rx.foreach(VIEW.dossiers, lambda line: rx.el.li(link(line.label, line.value), key=line.value)),
        class_name="list",
    )
    following = button(t("batches.dossiers.next"), BatchState.go_on, secondary=True)
    beginning = button(t("batches.dossiers.first"), BatchState.go_back, secondary=True)
    return rx.fragment(
        rx.el.h2(
            t("batches.dossiers.title"),
            id=either(VIEW.mendable, "dossiers-title", "rows-title"),
            tab_index=-1,
        ),
        filed,
        rx.cond(
            VIEW.mendable,
            rx.fragment(),
            actions(rx.cond(VIEW.after, following), rx.cond(BatchState.after, beginning)),
        ),
    )


def _drop() -> rx.Component:
    sure = actions(button(t("batches.drop.sure"), BatchState.drop, secondary=True))
    asked = either(VIEW.busy, t("batches.drop.cancel"), t("batches.drop.title"))
    return disclosure(asked, rx.el.p(t("batches.drop.text")), sure)


PAGES = (Page(routes.BATCH, t("batches.one"), Access.FILING, batch, (BatchState.load,)),)
