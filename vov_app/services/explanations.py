"""Why somebody sees what they see: the right, its context, its dates, where it comes from, who can change it.

Every screen that decides something tells it with these lines, made from the decision itself.
"""

from dataclasses import replace

from vov_app.domain.rights import Decision
from vov_app.models import Organisation
from vov_app.services import rights
from vov_app.services.claimed import organisations_of
from vov_app.services.rights import RightView
from vov_app.services.wording import Row
from vov_app.services.work import OrganisationRef, Work
from vov_app.texts import t


def why(w: Work, view: RightView | None = None) -> list[Row]:
    """What led to the decision about the actor in their organisation, line by line.

    Raises:
        Refused: the actor acts for no organisation.
    """
    found = view or rights.view(w)
    decision = found.decision
    return [
        _row("right", str(rights.RIGHT)),
        _row("context", str(rights.CONTEXT)),
        _row("organisation", w.organisation.name),
        _row("standing", t(f"tile.{decision.standing}.status")),
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
