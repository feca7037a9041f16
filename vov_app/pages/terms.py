"""The dates that nobody should miss, and a calendar of them."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.session import SessionState
from vov_app.state.terms import TermsState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button
from vov_app.ui.disclosure import disclosure
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link, link, server_link
from vov_app.ui.listing import listing, listing_row
from vov_app.ui.words import code, heading, hint, lead, section, when

NAMES = ("name", "last_day", "left", "opens", "safe", "file")
COLUMNS = tuple(t(f"terms.column.{name}") for name in NAMES)


def terms() -> rx.Component:
    """What has to be filed, and by when."""
    view = TermsState.view
    return frame(
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("terms.title")),
        lead(t("terms.intro")),
        when(
            view.ready,
            section(t("terms.drafts"), _list("drafts", view.drafts)),
            rx.cond(view.undated > 0, rx.el.p(t("terms.undated"))),
            section(
                t("terms.trainings"), rx.el.p(t("terms.trainings_text")), _list("trainings", view.trainings)
            ),
            hint(t("what_if.employee_text")),
            hint(t("what_if.opening_text")),
            _calendar(),
        ),
    )


def _list(name: str, lines: Told) -> rx.Component:
    found = listing(t(f"terms.{name}"), COLUMNS, lines, _line)
    return rx.cond(lines, found, rx.el.p(t(f"terms.no_{name}")))


def _line(term: Told) -> rx.Component:
    file = rx.cond(term.file, server_link(t("terms.file"), term.file, term.name))
    return listing_row(
        term.key, link(term.name, term.address), term.last_day, term.left, term.opens, term.safe, file
    )


def _calendar() -> rx.Component:
    stop = disclosure(
        t("terms.feed.revoke"),
        rx.el.p(t("terms.feed.revoke_text")),
        actions(button(t("terms.feed.revoke_sure"), TermsState.revoke_feed, secondary=True)),
    )
    shown = rx.el.div(
        rx.el.p(t("terms.feed.once"), id="feed-address", tab_index=-1),
        code(TermsState.address),
    )
    return rx.fragment(
        rx.el.h2(t("terms.feed.title"), id="feed-title", tab_index=-1),
        rx.el.p(server_link(t("terms.download"), of_organisation("/termijnen/termijnen.ics"))),
        rx.el.p(t("terms.feed.text")),
        rx.cond(TermsState.feed, rx.el.p(TermsState.feed)),
        rx.cond(TermsState.address, shown),
        actions(button(t("terms.feed.make"), TermsState.make_feed, secondary=True)),
        rx.cond(TermsState.feed, stop),
    )


PAGES = (Page(routes.TERMS, t("terms.title"), Access.FILING, terms, (TermsState.load,)),)
