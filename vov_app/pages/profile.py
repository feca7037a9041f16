"""Mijn profiel: organisations and rights, requests, what happened, who looked, and where one is signed in."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.profile import ProfileState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button
from vov_app.ui.card import card, cards, open_card
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link
from vov_app.ui.people import told
from vov_app.ui.timeline import timeline
from vov_app.ui.words import heading, hidden, lead, section, when


def profile() -> rx.Component:
    """What is kept about the rights of the person."""
    view = ProfileState.view
    return frame(
        back_link(t("pages.title.organisations"), routes.ORGANISATIONS),
        heading(t("profile.title")),
        lead(t("profile.intro")),
        told(ProfileState.done),
        when(
            view.name != "",
            _part("places", view.places, cards(rx.foreach(view.places, _place))),
            _part("requests", view.requests, cards(rx.foreach(view.requests, _request))),
            _part("history", view.history, timeline(view.history)),
            _part("looks", view.looks, timeline(view.looks)),
            _sign_ins(view.sign_ins),
        ),
    )


def _part(name: str, items: Told, shown: rx.Component) -> rx.Component:
    return section(t(f"profile.{name}"), rx.cond(items, shown, rx.el.p(t(f"profile.no_{name}"))))


def _place(place: Told) -> rx.Component:
    deciders = t("profile.administrators") + ": " + place.administrators
    return card(place.name, place.address, place.standing, deciders, key=place.address)


def _request(request: Told) -> rx.Component:
    return card(request.name, request.address, request.standing, key=request.address)


def _sign_ins(lines: Told) -> rx.Component:
    """Where one is signed in, with a button for each place but this one, and one for all of those."""
    everywhere = actions(button(t("profile.sign_in.end_others"), ProfileState.end_others, secondary=True))
    return section(
        t("profile.sign_ins"),
        rx.el.p(t("profile.sign_ins_text")),
        cards(rx.foreach(lines, _sign_in)),
        rx.cond(lines.length() > 2, everywhere),
    )


def _sign_in(line: Told) -> rx.Component:
    words = rx.fragment(t("profile.sign_in.end"), " ", hidden(line.name + ", " + line.began))
    end = actions(button(words, ProfileState.end(line.key), secondary=True))
    facts = rx.el.p(line.began), rx.el.p(line.seen)
    here = rx.el.p(t("profile.sign_in.here"))
    return open_card(line.name, *facts, rx.cond(line.here, here, end), key=line.key)


PAGES = (Page(routes.PROFILE, t("profile.title"), Access.SIGNED_IN, profile, (ProfileState.load,)),)
