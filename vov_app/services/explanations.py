"""Why somebody sees what they see: the right, its context, its dates, where it comes from, who can change it.

Every screen that decides something tells it with these lines, made from the decision itself.
"""

from dataclasses import dataclass, replace

from vov_app.domain.rights import Decision
from vov_app.models import Organisation
from vov_app.services import offices, organisations, rights, user_queries
from vov_app.services.claimed import organisations_of
from vov_app.services.rights import RightView
from vov_app.services.wording import Row
from vov_app.services.work import OrganisationRef, Work
from vov_app.texts import t


@dataclass(frozen=True)
class PlaceWhy:
    """The explanation of one organisation in a list of them."""

    name: str
    rows: list[Row]


def why(w: Work, view: RightView | None = None) -> list[Row]:
    """What led to the decision about the actor in their organisation, line by line.

    Raises:
        Refused: the actor acts for no organisation.
    """
    return _lines(w, view or rights.view(w), "tile.{}.status")


def of_user(w: Work, key: str) -> list[Row]:
    """What led to the decision about the user with this key, for who holds an office in the organisation.

    Raises:
        Refused: the actor holds no office, or the organisation has no such user.
    """
    offices.require(w)
    person = user_queries.user(w, key)
    theirs = replace(w, actor=replace(w.actor, person_id=person.id or 0))
    return _lines(w, rights.view(theirs), "why.theirs.{}")


def everywhere(w: Work, search: str = "") -> list[PlaceWhy]:
    """The same for each organisation that the actor may act for, as the chooser lists them.

    Raises:
        Refused: a stranger asks.
    """
    listed = {place.key for place in organisations.mine(w, search)}
    places = [o for o in organisations_of(w, w.actor.person_id) if o.key in listed]
    ordered = sorted(places, key=lambda o: o.name)
    return [PlaceWhy(place.name, why(acting_for(w, place))) for place in ordered]


def _lines(w: Work, found: RightView, standings: str) -> list[Row]:
    decision = found.decision
    return [
        _row("right", str(rights.RIGHT)),
        _row("context", str(rights.CONTEXT)),
        _row("organisation", w.organisation.name),
        _row("standing", t(standings.format(decision.standing))),
        _row("dates", _dates(decision)),
        _row("source", _source(decision)),
        _row("changes", _changes(w, found)),
    ]


def at(w: Work, organisation_key: str) -> list[Row]:
    """The same for the organisation with this key; nothing when the actor doesn't act for it."""
    place = next((o for o in organisations_of(w, w.actor.person_id) if o.key == organisation_key), None)
    return why(acting_for(w, place)) if place else []


def acting_for(w: Work, organisation: Organisation) -> Work:
    """The same work, acting for one of the actor's own organisations."""
    o = organisation
    place = OrganisationRef(o.id or 0, o.key, o.name, o.kbo, o.place)
    return replace(w, actor=replace(w.actor, organisation=place))


def _row(name: str, answer: str) -> Row:
    return Row(t(f"why.{name}"), answer)


def _dates(decision: Decision) -> str:
    grant, request = decision.grant, decision.request
    if grant is not None:
        key = "revoked" if grant.revoked_on else "until" if grant.valid_until else "endless"
        told = {"start": grant.valid_from, "until": grant.valid_until, "revoked": grant.revoked_on}
        return t(f"why.dates_{key}", **told)
    if request is not None:
        key = "decided" if request.decided_on else "asked"
        return t(f"why.dates_{key}", asked=request.asked_on, decided=request.decided_on)
    return t("why.dates_none")


def _source(decision: Decision) -> str:
    if decision.grant is None:
        return t("why.source_none")
    return t(f"why.source_{decision.grant.source}", context=str(decision.grant.context))


def _changes(w: Work, view: RightView) -> str:
    people = view.administrators or view.representatives or rights.changers(w)
    return ", ".join(people) or t("desk.operator")
