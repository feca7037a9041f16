"""May who sends an event do what it asks? Decided from the database, in one transaction."""

from collections.abc import Iterable
from dataclasses import replace

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import offices, rights
from vov_app.services.cookies import cookie
from vov_app.services.signing_in import Recognition, SignInStanding, recognised
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World


def judged(world: World, cookies: str, path: str, access: Access) -> tuple[Recognition, str | None]:
    """Who sends this, and why they may not, as a key of texts/nl/refused.toml."""
    with work(world, writes=False) as w:
        found = recognised(w, cookie(cookies, world.session_cookie), routes.organisation_in(path))
        return found, refusal(replace(w, actor=found.actor), access)


def refused_any(world: World, actor: Actor, needed: Iterable[Access | None]) -> str | None:
    """Why the actor may not do all of what takes these; what declares no access takes the highest."""
    with work(world, actor, writes=False) as w:
        found = (refusal(w, access or Access.ADMINISTERING) for access in needed)
        return next((reason for reason in found if reason), None)


def refusal(w: Work, access: Access) -> str | None:
    """Why the actor may not do what takes this access; None when they may."""
    if access in (Access.PUBLIC, Access.SIGNED_IN) or not w.actor.signed_in:
        return None
    if w.actor.organisation is None:
        return "no_organisation"
    if access is Access.ACTING:
        return None
    if access is Access.ADMINISTERING:
        return None if offices.office(w) else "no_office"
    found = rights.decision(w)
    return None if found.allowed else found.standing.value


def sign_in_page(standing: SignInStanding, url: str) -> str:
    """Where a person without a sign-in is led; the address they wanted comes along."""
    if standing is SignInStanding.REVOKED:
        return routes.SIGNED_OUT
    page = routes.EXPIRED if standing is SignInStanding.EXPIRED else routes.START
    return routes.with_return(page, routes.local(url))
