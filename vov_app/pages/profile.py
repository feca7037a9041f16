"""Mijn profiel: organisations and rights, requests, what happened, and who looked."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.profile import ProfileState
from vov_app.texts import t
from vov_app.ui.card import card, cards
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link
from vov_app.ui.timeline import timeline
from vov_app.ui.words import heading, lead, section, when


def profile() -> rx.Component:
    """What is kept about the rights of the person."""
    view = ProfileState.view
    return frame(
        back_link(t("pages.title.organisations"), routes.ORGANISATIONS),
        heading(t("profile.title")),
        lead(t("profile.intro")),
        when(
            view.name != "",
            _part("places", view.places, cards(rx.foreach(view.places, _place))),
            _part("requests", view.requests, cards(rx.foreach(view.requests, _request))),
            _part("history", view.history, timeline(view.history)),
            _part("looks", view.looks, timeline(view.looks)),
        ),
    )


def _part(name: str, items: Told, shown: rx.Component) -> rx.Component:
    return section(t(f"profile.{name}"), rx.cond(items, shown, rx.el.p(t(f"profile.no_{name}"))))


def _place(place: Told) -> rx.Component:
    deciders = t("profile.administrators") + ": " + place.administrators
    return card(place.name, place.address, place.standing, deciders, key=place.address)


def _request(request: Told) -> rx.Component:
    return card(request.name, request.address, request.standing, key=request.address)


PAGES = (Page(routes.PROFILE, t("profile.title"), Access.SIGNED_IN, profile, (ProfileState.load,)),)
