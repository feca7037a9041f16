"""What HTML can't do alone: small scripts beside this file, each a component that draws little or nothing."""

from functools import cache
from importlib.resources import files
from typing import Any

import reflex as rx

_REACT = ["createElement", "useEffect", "useRef"]


class Behaviour(rx.Component):
    """A component whose script stands in scripts/, named after its tag."""

    def add_imports(self) -> dict[str, Any]:
        """The hooks of React that the scripts use."""
        return {"react": _REACT}

    def add_custom_code(self) -> list[str]:
        """The script itself."""
        return [_script(str(self.tag))]


class RouteFocus(Behaviour):
    """Moves the focus to the h1 after a navigation within the app."""

    tag = "RouteFocus"

    def add_imports(self) -> dict[str, Any]:
        """React's hooks and the router's."""
        return {"react": _REACT, "react-router": ["useLocation"]}


class LeaveFields(Behaviour):
    """Leaves the field that has the focus when the page goes, so that what was typed is noted."""

    tag = "LeaveFields"


class InPageLinks(Behaviour):
    """Lets links to a place on the page move the focus there, without a navigation."""

    tag = "InPageLinks"


class KeepTyped(Behaviour):
    """Puts back what was typed when the server forgot this screen and its controls were made anew.

    `born` changes when that happens; when `away` ends, what was typed meanwhile is noted once more.
    """

    tag = "KeepTyped"

    born: rx.Var[str]
    away: rx.Var[bool]

    def add_imports(self) -> dict[str, Any]:
        """React's hooks, and the one that runs before the browser hears of a change."""
        return {"react": [*_REACT, "useLayoutEffect"]}


class MoveElsewhere(Behaviour):
    """Hangs up and dials again when the server that holds this screen says that it stops."""

    tag = "MoveElsewhere"

    now: rx.Var[bool]


class FaultTitle(Behaviour):
    """Puts a word before the title of the tab as long as there are faults."""

    tag = "FaultTitle"

    prefix: rx.Var[str]
    active: rx.Var[bool]


class SessionTimer(Behaviour):
    """Calls back when `due_ms` have passed, also after the computer slept; 0 is never."""

    tag = "SessionTimer"

    due_ms: rx.Var[int]
    on_due: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg,valid-type]


class ModalDialog(Behaviour):
    """A native dialog that the server opens and closes; Esc asks the server too."""

    tag = "ModalDialog"

    open: rx.Var[bool]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg,valid-type]


class HardRedirect(Behaviour):
    """Leaves for an address that the server answers itself, as soon as there is one."""

    tag = "HardRedirect"

    to: rx.Var[str]


@cache
def _script(name: str) -> str:
    return (files(__package__) / "scripts" / f"{name}.js").read_text("utf-8")
