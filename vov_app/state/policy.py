"""Declare who may call a handler, and turn a refusal by a service into the page that explains it."""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

import reflex as rx

from vov_app import routes, tracks
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import audit
from vov_app.services.work import Refused
from vov_app.state import failed
from vov_app.state.present import PRESENT
from vov_app.state.watching import Outcome, ticks, went

MARK = "_vov_access"
PASSIVE = "_vov_passive"
LIMIT = "_vov_limit"

Handler = Callable[..., Awaitable[Any]]


def handler(
    access: Access, *, passive: bool = False, limit: Kind | None = None, **options: Any
) -> Callable[[Handler], Any]:
    """An event handler that `access` may call; `passive` ones don't count as activity of the person.

    One with a `limit` is held to how often a person may do such things.
    When a service refuses, the person is led to the page that says why and what can be done.
    """

    def decorate(fn: Handler) -> Any:
        @functools.wraps(fn)
        async def guarded(self: Any, *args: Any, **kwargs: Any) -> Any:
            name, began = action_of(guarded), ticks()
            try:
                answer = await fn(self, *args, **kwargs)
            except Refused as refusal:
                went(name, Outcome.REFUSED, began)
                await note_denied(guarded, refusal.reason)
                return rx.redirect(refusal_page(refusal.reason))
            except Exception as fault:
                tracks.mark(fault)
                went(name, Outcome.FAILED, began)
                await failed.keep(self, name, fault)
                raise
            went(name, Outcome.DONE, began)
            await failed.forget(self, name)
            return answer

        setattr(guarded, MARK, access)
        setattr(guarded, PASSIVE, passive)
        setattr(guarded, LIMIT, limit)
        return rx.event(**options)(guarded) if options else rx.event(guarded)

    return decorate


def refusal_page(reason: str) -> str:
    """Where a refusal is explained; the organisation comes along, so that the right can be asked for."""
    return routes.forbidden(reason, routes.organisation_in(PRESENT.get().path))


async def note_denied(fn: Any, reason: str) -> None:
    """Enter into the record that a service refused the actor; strangers leave no entry."""
    here = PRESENT.get()
    actor = here.recognition.actor
    if actor.signed_in:
        await here.world.run(lambda: audit.denied(here.world, actor, action_of(fn), reason))


def action_of(fn: Any) -> str:
    """What a handler does, as the record names it: TileState.begin is tile:begin."""
    state, _, name = fn.__qualname__.rpartition(".")
    return f"{state.removesuffix('State').lower()}:{name}"


def access_of(fn: Any) -> Access | None:
    """What a handler declares; None when it declares nothing and is therefore refused."""
    return getattr(fn, MARK, None)


def is_passive(fn: Any) -> bool:
    """Whether a call leaves the idle limit as it is."""
    return bool(getattr(fn, PASSIVE, False))


def limit_of(fn: Any) -> Kind | None:
    """How a call is counted; None when only as an event."""
    return getattr(fn, LIMIT, None)
