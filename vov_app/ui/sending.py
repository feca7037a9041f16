"""Choose a file and send it; the browser leaves the page for the answer."""

import reflex as rx

from vov_app.ui.buttons import actions, submit
from vov_app.ui.kinds import Told, Words, either
from vov_app.ui.native import plain_id
from vov_app.ui.people import UploadForm

TABLES = ".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sending(label: str, hint: str, send: Words, action: Told, faults: Told) -> rx.Component:
    """A table of somebody's own, with what was wrong with the last one under `file`."""
    fault = faults.get("file", "")
    chooser = rx.el.input(
        type="file",
        id=plain_id("file"),
        name="file",
        accept=TABLES,
        aria_describedby="file-hint file-fault",
        aria_invalid=either(fault, True, False),
        class_name="input input--wide",
    )
    return UploadForm.create(
        rx.el.div(
            rx.el.label(label, html_for="file", class_name="field__label"),
            rx.el.p(hint, id=plain_id("file-hint"), class_name="field__hint"),
            rx.el.p(fault, id=plain_id("file-fault"), class_name="field__fault"),
            chooser,
            class_name=either(fault, "field field--fault", "field"),
        ),
        actions(submit(send)),
        action=action,
        method="post",
        enc_type="multipart/form-data",
        class_name="form",
    )
