"""What an event may look like before anything else is done with it: known, shallow, small and ours."""

from typing import Any, Final

from reflex_base.registry import RegistrationContext

from vov_app.state.policy import access_of

_ROOT: Final = "reflex___state____state"
FRAMEWORK: Final = frozenset(
    f"{_ROOT}.{name}"
    for name in (
        "hydrate_and_load",
        "hydrate",
        "set_is_hydrated",
        "reflex___state____on_load_internal_state.on_load_internal",
        "reflex___state____on_load_internal_state.set_is_hydrated",
        "reflex___state____update_vars_internal_state.update_vars_internal",
        "reflex___state____frontend_event_exception_state.handle_frontend_exception",
    )
)
DEEPEST: Final = 8
MOST_PARTS: Final = 2_000
LONGEST_NAME: Final = 200
LONGEST_ADDRESS: Final = 4_000


def sound(data: object) -> dict[str, Any] | None:
    """The event with what we use of it and no more; None when it is none that a page of ours sends."""
    if not isinstance(data, dict) or not _known(data.get("name")):
        return None
    payload = data["payload"] if data.get("payload") is not None else {}
    if not isinstance(payload, dict) or not _bounded(payload):
        return None
    route = data.get("router_data")
    return {"name": data["name"], "payload": payload, "router_data": _route(route)}


def _known(name: object) -> bool:
    if not isinstance(name, str):
        return False
    found = RegistrationContext.get().event_handlers.get(name)
    return found is not None and (name in FRAMEWORK or access_of(found.handler.fn) is not None)


def _bounded(payload: dict[str, Any]) -> bool:
    """Whether it isn't deeper, and has no more parts and no longer names, than any form needs."""
    parts = 0
    level: list[Any] = [payload]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                if any(len(name) > LONGEST_NAME for name in each):
                    return False
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
        parts += len(below)
        if not below:
            return True
        if parts > MOST_PARTS:
            return False
        level = below
    return False


def _route(route: object) -> dict[str, Any]:
    """The page that an event was sent from; another than ours is taken for the start page."""
    told = route if isinstance(route, dict) else {}
    query = told.get("query")
    return {
        "pathname": _address(told.get("pathname")),
        "asPath": _address(told.get("asPath")),
        "query": query if isinstance(query, dict) and _bounded(query) else {},
    }


def _address(told: object) -> str:
    fits = isinstance(told, str) and told.startswith("/") and len(told) <= LONGEST_ADDRESS
    return str(told) if fits else "/"
