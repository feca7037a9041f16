"""What the furniture around a page needs to know of the session, filled in by the pages."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from vov_app import routes


@dataclass(frozen=True)
class SessionVars:
    """Vars and handlers of the session; names are empty when nobody is signed in."""

    ready: rx.Var[bool]
    person_name: rx.Var[str]
    organisation_name: rx.Var[str]
    organisation_key: rx.Var[str]
    kbo: rx.Var[str]
    demo: rx.Var[bool]
    ending: rx.Var[bool]
    due_ms: rx.Var[int]
    on_due: Any
    on_extend: Any

    @property
    def home_url(self) -> rx.Var[str]:
        """The home page of the organisation acted for, else the start page."""
        home = routes.HOME.replace("[org]", f"{self.organisation_key}")
        return rx.cond(self.organisation_key, home, routes.START)
