"""The drafts of the organisation, for every colleague who may file."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.drafts import DraftsState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button
from vov_app.ui.card import cards, open_card
from vov_app.ui.disclosure import disclosure
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link, link
from vov_app.ui.people import told
from vov_app.ui.words import heading, hidden, hint, lead, section, when


def drafts() -> rx.Component:
    """What was begun and isn't confirmed."""
    view = DraftsState.view
    return frame(
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("drafts.title")),
        lead(t("drafts.intro")),
        when(
            view.ready,
            told(DraftsState.done),
            section(
                t("drafts.list"),
                rx.cond(view.lines, cards(rx.foreach(view.lines, _open)), rx.el.p(t("drafts.none"))),
            ),
            rx.cond(view.more, hint(t("drafts.more"))),
            rx.cond(view.deleted, section(t("drafts.deleted"), cards(rx.foreach(view.deleted, _deleted)))),
        ),
    )


def _open(draft: Told) -> rx.Component:
    ask = disclosure(
        rx.fragment(t("drafts.delete"), " ", hidden(draft.name)),
        rx.el.p(t("drafts.delete_text")),
        actions(button(t("drafts.delete_sure"), DraftsState.delete(draft.key), secondary=True)),
    )
    left, expires = rx.el.p(draft.left), rx.el.p(draft.expires)
    busy = rx.cond(draft.busy, rx.el.p(draft.busy))
    return open_card(link(draft.name, draft.address), busy, *_facts(draft), left, expires, ask, key=draft.key)


def _deleted(draft: Told) -> rx.Component:
    words = rx.fragment(t("drafts.restore"), " ", hidden(draft.name))
    back = actions(button(words, DraftsState.restore(draft.key), secondary=True))
    return open_card(draft.name, *_facts(draft), back, key=draft.key, plain=True)


def _facts(draft: Told) -> tuple[rx.Component, ...]:
    return rx.el.p(draft.began), rx.el.p(draft.saved), rx.el.p(draft.far)


PAGES = (Page(routes.DRAFTS, t("drafts.title"), Access.FILING, drafts, (DraftsState.load,)),)
