"""The start page with the digital keys, and the pages after signing out and after a time-out."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.rights import Context, Right
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.session import SessionState
from vov_app.state.start import StartState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.card import card, cards
from vov_app.ui.kinds import Told, Tone, either
from vov_app.ui.links import server_button_link
from vov_app.ui.words import bullets, heading, lead, section

KEYS = ("itsme", "eid", "app", "sms")
RIGHT = {"right": Right.RESPONSIBLE, "context": Context.OPLEIDINGSVERLOF}


def start() -> rx.Component:
    """Choose a digital key."""
    return frame(
        heading(t("start.title")),
        lead(t("start.intro")),
        rx.el.noscript(alert(Tone.WARNING, t("start.no_script"))),
        rx.cond(SessionState.demo, alert(Tone.INFO, t("start.demo"))),
        rx.cond(StartState.then, rx.el.p(t("start.continue"))),
        section(t("start.keys"), cards(*[_key(key) for key in KEYS], pairs=True)),
        section(
            t("start.what"),
            bullets(t("start.what_right", **RIGHT), t("start.what_odb"), t("start.what_insz")),
        ),
    )


def signed_out() -> rx.Component:
    """After signing out."""
    return frame(
        heading(t("start.signed_out.title")),
        lead(t("start.signed_out.text")),
        rx.el.p(server_button_link(t("start.signed_out.again"), routes.START)),
    )


def expired() -> rx.Component:
    """After a time-out: nothing is lost, and signing in leads back."""
    return frame(
        heading(t("start.expired.title")),
        lead(t("start.expired.text")),
        rx.el.p(server_button_link(t("start.expired.again"), _then(f"{routes.START}?"))),
    )


def _key(key: str) -> rx.Component:
    address = _then(f"{routes.SIGN_IN}?sleutel={key}&")
    return card(t(f"start.key.{key}"), address, t(f"start.key.{key}_hint"), reload=True)


def _then(address: str) -> Told:
    """The address with the page to come back to, when there is one."""
    back: Told = StartState.then_quoted
    return either(back, f"{address}naar={back}", address.rstrip("?&"))


PAGES = (
    Page(routes.START, t("pages.title.start"), Access.PUBLIC, start, (StartState.load,)),
    Page(routes.SIGNED_OUT, t("pages.title.signed_out"), Access.PUBLIC, signed_out),
    Page(routes.EXPIRED, t("pages.title.expired"), Access.PUBLIC, expired, (StartState.load,)),
)
