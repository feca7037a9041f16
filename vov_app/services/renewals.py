"""Renew a right that ends soon, with one press: it gets the usual length, counted from its last day."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from vov_app.models import Grant, Person
from vov_app.services import grants, offices, rights
from vov_app.services.work import Refused, Work
from vov_app.texts import t


@dataclass(frozen=True)
class RenewalView:
    """A right as the page to renew it shows it; `proposal` is empty when it can't be renewed."""

    key: str = ""
    now: str = ""
    proposal: str = ""


def show(w: Work, key: str) -> RenewalView:
    """The right with this key, for who holds an office; looking renews nothing.

    Raises:
        Refused: the actor holds none, or the organisation has no such right.
    """
    offices.require(w)
    grant, person = _find(w, key)
    until = grant.revoked_on or grant.valid_until
    stand = "revoked" if grant.revoked_on else "ended" if rights.ended(grant, w.today) else "now"
    proposal = "" if stand != "now" else t("decision.renewal.proposal", until=_new_end(w, grant))
    return RenewalView(key, t(f"decision.renewal.{stand}", person=person.name, until=until), proposal)


def renew(w: Work, key: str) -> RenewalView:
    """Give the right another year; pressing twice within that year gives no second one.

    Raises:
        Refused: as with `show`.
    """
    offices.require(w)
    grant, _ = _find(w, key)
    until = _new_end(w, grant)
    if not rights.ended(grant, w.today) and until != grant.valid_until:
        grants.change(w, key, until)
    return show(w, key)


def _new_end(w: Work, grant: Grant) -> date:
    """A year from today at the least; what lasts longer stays."""
    return max(grants.usual_end(w.today), grant.valid_until or date.max)


def _find(w: Work, key: str) -> tuple[Grant, Person]:
    grant = w.session.exec(
        select(Grant).where(
            Grant.key == key,
            Grant.organisation_id == w.organisation.id,
            Grant.right == rights.RIGHT,
            Grant.context == rights.CONTEXT,
        )
    ).first()
    if grant is None:
        raise Refused("no_user")
    return grant, w.session.get_one(Person, grant.person_id)
