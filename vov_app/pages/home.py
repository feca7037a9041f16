"""The WSE-loket home page: the menu on the right with the black button, and where one was."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.home import HomeState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.card import card, cards
from vov_app.ui.kinds import Told
from vov_app.ui.links import black_link, link
from vov_app.ui.menu import menu
from vov_app.ui.shell import columns, stack
from vov_app.ui.words import heading, lead, section, when


def home() -> rx.Component:
    """What the organisation can go on with."""
    return frame(
        columns(
            stack(heading(t("home.title")), lead(t("home.intro"))),
            rx.cond(SessionState.organisation.key, _menu()),
            when(
                HomeState.loaded,
                rx.cond(HomeState.office, _waiting_list()),
                _resume_list(),
                _latest_list(),
            ),
        )
    )


def _menu() -> rx.Component:
    to_users = link(t("home.users"), of_organisation("/gebruikersbeheer"))
    to_tile = black_link(t("home.application"), of_organisation("/aanvraag"))
    to_dossiers = link(t("dossiers.title"), of_organisation("/dossiers"))
    to_drafts = link(t("drafts.title"), of_organisation("/concepten"))
    to_batches = link(t("batches.title"), of_organisation("/bestanden"))
    to_calculations = link(t("calculations.title"), of_organisation("/berekeningen"))
    to_terms = link(t("terms.title"), of_organisation("/termijnen"))
    return menu(
        t("home.menu"),
        to_tile,
        rx.cond(HomeState.filing, to_drafts),
        rx.cond(HomeState.filing, to_batches),
        rx.cond(HomeState.filing, to_dossiers),
        rx.cond(HomeState.filing, to_calculations),
        rx.cond(HomeState.filing, to_terms),
        rx.cond(HomeState.office, to_users),
    )


def _waiting_list() -> rx.Component:
    return section(
        t("decision.waiting.title"),
        rx.cond(
            HomeState.waiting,
            cards(rx.foreach(HomeState.waiting, _waiting)),
            rx.el.p(t("decision.waiting.none")),
        ),
    )


def _resume_list() -> rx.Component:
    return section(
        t("home.resume.title"),
        rx.cond(
            HomeState.resume,
            cards(rx.foreach(HomeState.resume, _resume)),
            rx.el.p(t("home.resume.none")),
        ),
    )


def _latest_list() -> rx.Component:
    return section(
        t("home.latest.title"),
        rx.cond(
            HomeState.latest,
            cards(rx.foreach(HomeState.latest, _latest)),
            rx.el.p(t("home.latest.none")),
        ),
    )


def _waiting(request: Told) -> rx.Component:
    return card(request.person, request.address, request.asked, request.promised, key=request.address)


def _resume(draft: Told) -> rx.Component:
    return card(draft.name, draft.address, draft.saved, key=draft.address)


def _latest(done: Told) -> rx.Component:
    return card(done.reference, done.address, done.confirmed, key=done.reference)


PAGES = (Page(routes.HOME, t("pages.title.home"), Access.ACTING, home, (HomeState.load,)),)
