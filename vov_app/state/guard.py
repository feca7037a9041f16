"""The one gate before every event: who may call it, with what payload; forgotten means refused."""

import logging
from typing import Any

import reflex as rx
from reflex.istate.data import RouterData
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from vov_app import routes, tracks
from vov_app.domain.access import Access
from vov_app.services import audit, limits
from vov_app.services.cookies import cookie
from vov_app.services.signing_in import NOBODY, recognise, touch
from vov_app.services.worlds import NoWorld, world_for
from vov_app.state import closed
from vov_app.state.admission import judged, sign_in_page
from vov_app.state.busy import BusyState, shown, wait_words
from vov_app.state.live import SCREENS
from vov_app.state.page import elsewhere
from vov_app.state.payload import Unsound, validated
from vov_app.state.policy import access_of, action_of, is_passive, limit_of
from vov_app.state.present import PRESENT, Present
from vov_app.state.session import SessionState
from vov_app.state.shape import FRAMEWORK
from vov_app.state.watching import UNKNOWN, Outcome, went

log = logging.getLogger("vov.guard")

HYDRATE = frozenset(name for name in FRAMEWORK if name.rsplit(".", 1)[1].startswith("hydrate"))
NOTHING = StateUpdate()


class Guard(rx.Middleware):
    """Recognises who sends an event, refuses what isn't theirs, and validates what they send along."""

    async def preprocess(
        self,
        app: rx.App,  # noqa: ARG002 - every middleware is called this way
        state: BaseState,
        event: Event,
    ) -> StateUpdate | None:
        """None lets the event through; an update is sent instead of running its handler."""
        tracks.begin()
        try:
            return await self._judge(state, event)
        except Exception as fault:
            tracks.mark(fault)
            raise

    async def _judge(self, state: BaseState, event: Event) -> StateUpdate | None:
        fn = _function(event.name)
        if event.name in FRAMEWORK:
            return await _theirs(state, event, fn)
        access = access_of(fn)
        if access is None:
            return _refused(UNKNOWN, event, "no policy")
        router = state.router  # put together anew at each look
        told = await closed.refusal(state, router)
        if told is not None:
            went(action_of(fn), Outcome.CLOSED)
            return told
        try:
            event.payload.update(validated(fn, event.payload))
            return await self._admit(state, router, event, fn, access)
        except Unsound:
            return _refused(action_of(fn), event, "payload")
        except NoWorld:
            return _to(routes.START)

    async def _admit(
        self, state: BaseState, router: RouterData, event: Event, fn: Any, access: Access
    ) -> StateUpdate | None:
        cookies, path = router.headers.cookie, router.url.path or "/"
        world = world_for(cookies)
        if elsewhere(fn, path):
            return NOTHING
        found, reason = await world.run(lambda: judged(world, cookies, path, access))
        PRESENT.set(Present(world, found, path))
        SCREENS.arrive(world.key, found.actor.person_id, router.session.client_token)
        if access is Access.PUBLIC:
            return None
        if not found.actor.signed_in:
            log.info("refused %s: %s", event.name, found.standing)
            went(action_of(fn), Outcome.SIGNED_OUT)
            return _to(sign_in_page(found.standing, str(router.url)))
        if reason is not None:
            log.info("refused %s: %s", event.name, reason)
            went(action_of(fn), Outcome.REFUSED)
            await world.run(lambda: audit.denied(world, found.actor, action_of(fn), reason))
            return _to(routes.forbidden(reason, routes.organisation_in(path)))
        if found.stale and not is_passive(fn):
            await world.run(lambda: touch(world, found.actor))
        return await _unless_busy(state, fn, f"{world.key}:{found.actor.person_id}")


async def _theirs(state: BaseState, event: Event, fn: Any) -> StateUpdate | None:
    """Let an event of the framework itself through when its payload fits."""
    try:
        validated(fn, event.payload)
    except Unsound:
        return _refused(UNKNOWN, event, "payload")
    if event.name in HYDRATE:
        await _forget_who_left(state)
    return None


async def _forget_who_left(state: BaseState) -> None:
    """Empty a State that still shows a person whose sign-in has ended, before it is sent as a whole."""
    if not (await state.get_state(SessionState)).person_name:
        return
    cookies = state.router.headers.cookie
    try:
        world = world_for(cookies)
        token = cookie(cookies, world.session_cookie)
        found = await world.run(lambda: recognise(world, token))
    except NoWorld:
        found = NOBODY
    if not found.actor.signed_in:
        state._get_root_state().reset()  # type: ignore[no-untyped-call]


async def _unless_busy(state: BaseState, fn: Any, person: str) -> StateUpdate | None:
    """None when the person may do this now; else what tells them how long to wait."""
    kind = limit_of(fn)
    if kind is None:
        return None
    wait = await limits.wait(kind, person=person, address=state.router.session.client_ip)
    busy = await state.get_state(BusyState)
    busy.told = wait_words(wait) if wait else ""
    if wait:
        went(action_of(fn), Outcome.BUSY)
        log.warning("refused %s: too many", kind)
    return StateUpdate(delta=shown(busy.told)) if wait else None


def _function(name: str) -> Any:
    registered = RegistrationContext.get().event_handlers.get(name)
    return registered.handler.fn if registered else None


def _refused(handler: str, event: Event, why: str) -> StateUpdate:
    went(handler, Outcome.UNSOUND)
    log.warning("refused %s: %s", event.name, why)
    return NOTHING


def _to(address: str) -> StateUpdate:
    return StateUpdate(events=Event.from_event_type(rx.redirect(address)))
