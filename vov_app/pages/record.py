"""The record of an organisation."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.record import RecordState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link, server_link
from vov_app.ui.listing import listing, listing_row, narrow_form, pick
from vov_app.ui.words import heading, lead, status, when

NAMES = ("at", "by", "role", "what", "subject", "before", "after")
COLUMNS = tuple(t(f"record.column.{name}") for name in NAMES)


def record() -> rx.Component:
    """Who did what to whom, when and in which role."""
    view = RecordState.view
    to_users = back_link(t("users.back"), of_organisation("/gebruikersbeheer"))
    return frame(
        rx.cond(SessionState.organisation.key, to_users),
        heading(t("record.title")),
        lead(t("record.intro")),
        when(view.ready, rx.cond(view.person, _person()), _narrow(), _list()),
    )


def _person() -> rx.Component:
    words = t("record.of_person", person="\0").split("\0")
    person = RecordState.view.person
    told = rx.el.p(words[0], person, words[1], person, words[2])
    whole = server_link(t("record.everybody"), of_organisation("/gebruikersbeheer/logboek"))
    return rx.fragment(told, rx.el.p(whole))


def _narrow() -> rx.Component:
    kinds = pick("kind", t("record.kind_label"), RecordState.view.kinds, RecordState.kind)
    return narrow_form(t("record.narrow"), t("record.show"), kinds, on_submit=RecordState.narrow)


def _list() -> rx.Component:
    view = RecordState.view
    return rx.fragment(
        rx.el.h2(t("record.list"), id="list-title", tab_index=-1),
        status(view.announced),
        rx.cond(view.lines, listing(t("record.list"), COLUMNS, view.lines, _line), rx.el.p(t("record.none"))),
        actions(
            rx.cond(view.after, button(t("record.next"), RecordState.go_on, secondary=True)),
            rx.cond(RecordState.after, button(t("record.first"), RecordState.go_back, secondary=True)),
        ),
    )


def _line(line: Told) -> rx.Component:
    cells = (line.by, line.role, line.what, line.subject, line.before, line.after)
    return listing_row(line.number, line.at, *cells)


PAGES = (Page(routes.RECORD, t("record.title"), Access.ADMINISTERING, record, (RecordState.load,)),)
