"""An invitation: for which organisation it is, and the button that accepts it."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.invitation import InvitationState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button
from vov_app.ui.links import back_link, link
from vov_app.ui.people import facts
from vov_app.ui.words import heading, lead, when


def invitation() -> rx.Component:
    """What somebody is asked; opening the page accepts nothing."""
    view = InvitationState.view
    return frame(
        back_link(t("pages.title.organisations"), routes.ORGANISATIONS),
        heading(t("users.accept.title")),
        when(
            view.key != "",
            lead(t("users.accept.intro")),
            facts(
                (t("users.accept.organisation"), view.organisation),
                (t("users.accept.kbo"), view.kbo),
                (t("users.accept.until"), view.until),
            ),
            actions(
                button(t("users.accept.submit"), InvitationState.accept),
                link(t("users.accept.other"), routes.ORGANISATIONS),
            ),
        ),
    )


PAGES = (
    Page(
        routes.INVITATION,
        t("users.accept.title"),
        Access.SIGNED_IN,
        invitation,
        (InvitationState.load,),
    ),
)
