"""What somebody did failed: that it isn't their doing, that what they typed is still here, and a code."""

import reflex as rx

from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.kinds import Told, Tone
from vov_app.ui.words import code as code_line


def failed_alert(code: Told) -> rx.Component:
    """Nothing without a code; read out when one comes, and the server may move the focus to it."""
    told = code_line(t("ui.failed.code", code="") + code)
    box = alert(Tone.ERROR, t("ui.failed.text"), told, title=t("ui.failed.title"))
    shown: rx.Component = rx.cond(
        code, rx.el.div(box, id="failed", tab_index=-1, role="alert", class_name="text")
    )
    return shown
