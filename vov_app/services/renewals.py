"""Renew a right that ends soon, with one press: until a year from today, or another day that one chooses."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import select

from vov_app.forms.user import END, USERS
from vov_app.forms.values import date_of
from vov_app.models import Grant, Person
from vov_app.services import drafts, grants, offices, rights
from vov_app.services.newcomers import worded
from vov_app.services.work import Refused, Work
from vov_app.texts import t


@dataclass(frozen=True)
class RenewalView:
    """A right as the page to renew it shows it; `proposal` is empty when it can't be renewed, `done` tells
    what was done."""

    key: str = ""
    now: str = ""
    proposal: str = ""
    shown: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    done: str = ""


def show(w: Work, key: str) -> RenewalView:
    """The right with this key, for who holds an office; looking renews nothing.

    Raises:
        Refused: the actor holds none, or the organisation has no such right.
    """
    offices.require(w)
    grant, person = _find(w, key)
    until = grant.revoked_on or grant.valid_until
    new = _new_end(w, grant) if grant.person_id != w.actor.person_id else None
    proposal = t("decision.renewal.proposal", until=new) if new else ""
    stand = t(f"decision.renewal.{_stand(w, grant)}", person=person.name, until=until)
    answers = {"until": f"{new.day}/{new.month}/{new.year}"} if new else {}
    return RenewalView(key, stand, proposal, w.now.isoformat(), answers)


def renew(w: Work, key: str, typed: Mapping[str, object] | None = None) -> RenewalView:
    """Give the right the last day that was typed, or the one that is proposed; pressing twice renews once.

    Raises:
        Refused: as with `show`, or it is a right of the actor's own.
    """
    offices.require(w)
    grant, _ = _find(w, key)
    usual = _new_end(w, grant)
    if usual is None:
        return show(w, key)
    answers = {"until": f"{usual:%d/%m/%Y}"} if typed is None else USERS.clean(END, typed)
    faults = _faults(w, grant, answers)
    if faults:
        return replace(show(w, key), answers=answers, faults=faults)
    until = date_of(answers["until"])
    if until != grant.valid_until:
        grants.change(w, key, until)
    return replace(show(w, key), proposal="", done=t("decision.renewal.done", until=until))


def _faults(w: Work, grant: Grant, answers: dict[str, str]) -> dict[str, str]:
    """What is wrong with the last day, in words; a right isn't made shorter by renewing it."""
    faults = worded(USERS.faults(answers, drafts.facts(w), END))
    if not faults and grant.valid_until and date_of(answers["until"]) < grant.valid_until:
        return {"until": t("decision.renewal.early", until=grant.valid_until)}
    return faults


def _stand(w: Work, grant: Grant) -> str:
    if grant.revoked_on:
        return "revoked"
    if rights.ended(grant, w.today):
        return "ended"
    return "now" if grant.valid_until else "endless"


def _new_end(w: Work, grant: Grant) -> date | None:
    """A year from today at the least; what lasts longer stays. None when there is nothing to renew."""
    if grant.valid_until is None or rights.ended(grant, w.today):
        return None
    return max(grants.usual_end(w.today), grant.valid_until)


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
