"""What the furniture around a page needs to know of the session, filled in by the pages."""

from dataclasses import dataclass

from vov_app import routes
from vov_app.ui.kinds import Told, either


@dataclass(frozen=True)
class SessionVars:
    """Vars and handlers of the session; names are empty when nobody is signed in."""

    ready: Told
    person_name: Told
    organisation_name: Told
    organisation_key: Told
    kbo: Told
    demo: Told
    ending: Told
    due_ms: Told
    on_due: Told
    on_extend: Told

    @property
    def home_url(self) -> Told:
        """The home page of the organisation acted for, else the start page."""
        home = routes.HOME.replace("[org]", f"{self.organisation_key}")
        return either(self.organisation_key, home, routes.START)
