"""Choose the organisation; the personal name stands apart and explains itself."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.rights import Context, Right
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.chooser import ChooserState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.card import card, cards
from vov_app.ui.disclosure import disclosure
from vov_app.ui.kinds import Told
from vov_app.ui.links import button_link, link
from vov_app.ui.search import search
from vov_app.ui.summary import answer_list
from vov_app.ui.words import heading, lead, letter, loading, numbered, section

RIGHT = {"right": Right.RESPONSIBLE, "context": Context.OPLEIDINGSVERLOF}


def chooser() -> rx.Component:
    """The organisations, or what to do when there is none."""
    found = rx.cond(ChooserState.total > 0, _choice(), _nothing())
    waiting = rx.fragment(heading(t("chooser.title")), loading())
    return frame(rx.cond(ChooserState.loaded, found, waiting))


def personal() -> rx.Component:
    """Why one can't file under one's own name, and the way back."""
    return frame(
        heading(t("chooser.self.title")),
        lead(t("chooser.self.text")),
        rx.el.p(button_link(t("chooser.self.back"), routes.ORGANISATIONS)),
    )


def _choice() -> rx.Component:
    return rx.fragment(
        heading(t("chooser.title")),
        section(
            t("chooser.organisations"),
            rx.cond(ChooserState.searchable, _search()),
            cards(rx.foreach(ChooserState.shown, _organisation)),
        ),
        _personal_name(),
        disclosure(
            t("chooser.why"),
            rx.el.p(t("chooser.why_text")),
            rx.el.p(t("chooser.why_each")),
            rx.foreach(ChooserState.why, _why),
            on_open=ChooserState.explain,
        ),
    )


def _why(place: Told) -> rx.Component:
    return rx.el.div(rx.el.h3(place.name), answer_list(place.rows), class_name="answers", key=place.name)


def _search() -> rx.Component:
    return search(t("chooser.search"), t("chooser.search_hint"), ChooserState.search, ChooserState.announced)


def _organisation(organisation: Told) -> rx.Component:
    place = rx.cond(organisation.place, " · " + organisation.place, "")
    return card(
        organisation.name,
        "/organisatie/" + organisation.key,
        t("chooser.kbo", kbo="") + organisation.kbo + place,
        key=organisation.key,
    )


def _personal_name() -> rx.Component:
    return section(
        t("chooser.personal"),
        cards(card(SessionState.person_name, routes.PERSONAL, t("chooser.personal_hint"), plain=True)),
    )


def _nothing() -> rx.Component:
    return rx.fragment(
        heading(t("chooser.empty.title")),
        lead(t("chooser.empty.text")),
        _personal_name(),
        section(
            t("chooser.empty.ask_title"),
            rx.el.p(t("chooser.empty.ask")),
            numbered(t("chooser.empty.ask_add"), t("chooser.empty.ask_grant", **RIGHT)),
            rx.el.p(link(t("chooser.empty.help_link"), routes.HELP_ADMINISTRATOR)),
        ),
        section(
            t("chooser.empty.mail_title"),
            letter(t("chooser.empty.mail", name="", **RIGHT) + SessionState.person_name),
        ),
        section(t("chooser.empty.unknown_title"), rx.el.p(t("chooser.empty.unknown"))),
        disclosure(t("chooser.why"), rx.el.p(t("chooser.why_text"))),
    )


PAGES = (
    Page(
        routes.ORGANISATIONS,
        t("pages.title.organisations"),
        Access.SIGNED_IN,
        chooser,
        (ChooserState.load,),
    ),
    Page(routes.PERSONAL, t("pages.title.personal"), Access.SIGNED_IN, personal),
)
