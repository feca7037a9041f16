"""Who is signed in, for the header of every page, and how long still."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import reflex as rx

from vov_app import routes
from vov_app.domain import identifiers
from vov_app.domain.access import Access
from vov_app.domain.identifiers import Identifier
from vov_app.services.signing_in import SignInStanding
from vov_app.services.work import Actor, OrganisationRef
from vov_app.state import failed
from vov_app.state.page import PAGE_STATES
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT


@dataclass(frozen=True)
class Place:
    """The organisation that the person acts for, in words; empty when they act for none."""

    name: str = ""
    key: str = ""
    kbo: str = ""


class SessionState(rx.State):
    """The header and the end of the sign-in; nothing here gives a right.

    `born` tells a screen whether this is the State that it knew; another one means that it was forgotten.
    """

    ready: bool = False
    born: str = ""
    person_name: str = ""
    organisation: Place = Place()
    demo: bool = False
    ending: bool = False
    due_ms: int = 0

    @handler(Access.PUBLIC)
    async def enter(self) -> None:
        """Fill the header of a page that anybody may see, and forget what other pages showed."""
        await self._arrive()

    @handler(Access.SIGNED_IN)
    async def enter_signed_in(self) -> None:
        """The same for a page of which one must be signed in."""
        await self._arrive()

    @handler(Access.ACTING)
    async def enter_acting(self) -> None:
        """The same for a page of one of the person's organisations."""
        await self._arrive()

    @handler(Access.PUBLIC, passive=True)
    async def check_time(self) -> object:
        """The browser's timer went off: warn, lead to the page that says it's over, or wait again."""
        found = PRESENT.get().recognition
        if found.standing is SignInStanding.ACTIVE:
            self._set_timer()
            return None
        if not self.person_name:
            return None
        revoked = found.standing is SignInStanding.REVOKED
        self._fill(found.actor)
        self.ending = False
        here = routes.local(str(self.router.url))
        return rx.redirect(routes.SIGNED_OUT if revoked else routes.with_return(routes.EXPIRED, here))

    @handler(Access.SIGNED_IN)
    async def extend(self) -> None:
        """The person is still there: the guard has noted it by letting this event through."""
        here = PRESENT.get()
        self.ending = False
        self.due_ms = 1000 * (60 * here.world.lifetimes.idle_minutes - here.world.lifetimes.warning_seconds)

    async def _arrive(self) -> None:
        place = routes.pattern_of(PRESENT.get().path)
        for page, places in PAGE_STATES:
            if place not in places:
                (await self.get_state(page)).reset()  # type: ignore[no-untyped-call]
        await failed.leave(self, PRESENT.get().path)
        self.born = self.born or secrets.token_hex(4)
        self._fill(PRESENT.get().recognition.actor)
        self._set_timer()

    def _fill(self, actor: Actor) -> None:
        self.person_name, self.organisation = actor.name, _place(actor.organisation)
        self.demo = PRESENT.get().world.demo
        self.ready = True

    def _set_timer(self) -> None:
        """Ask the browser to come back when the warning is due, or else when the end is."""
        here = PRESENT.get()
        if here.recognition.ends_at is None:
            self.ending, self.due_ms = False, 0
            return
        left = here.recognition.ends_at - here.world.clock.now()
        warning = timedelta(seconds=here.world.lifetimes.warning_seconds)
        self.ending = left <= warning
        until = left if self.ending else left - warning
        self.due_ms = max(1000, int(until / timedelta(milliseconds=1)) + 500)


def _place(organisation: OrganisationRef | None) -> Place:
    if organisation is None:
        return Place()
    return Place(organisation.name, organisation.key, identifiers.display(Identifier.KBO, organisation.kbo))
