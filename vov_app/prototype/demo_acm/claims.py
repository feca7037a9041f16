"""The claims of a demo person, from the database of the visitor's world, as ACM words them."""

from typing import Any

from sqlmodel import col, select

from vov_app.domain.rights import HeldRight
from vov_app.models import Appointment, Grant, Membership, Office, Organisation, Person
from vov_app.prototype.people import DemoPerson
from vov_app.services.work import Work

ENTERPRISES = {"vo_doelgroepcode": "EA", "vo_doelgroepnaam": "Economische actoren"}
CITIZENS = {"vo_doelgroepcode": "BUR", "vo_doelgroepnaam": "Burger"}


def claims_of(w: Work, who: DemoPerson, roles_claim: str) -> dict[str, Any]:
    """What ACM would say of this person: name, organisations, roles that hold today."""
    person = w.session.exec(select(Person).where(Person.subject == who.subject)).first()
    person_id = person.id if person and person.id else 0
    organisations = _organisations(w, person_id)
    return {
        "sub": who.subject,
        "vo_id": who.subject,
        "given_name": who.given_name,
        "family_name": who.family_name,
        "rrn": who.insz,
        "vo_orgcode": [o.kbo for o in organisations],
        "vo_orgnaam": [o.name for o in organisations],
        "wv_orgcode": _represented(w, person_id),
        roles_claim: _roles(w, person_id),
        **(ENTERPRISES if organisations else CITIZENS),
    }


def _organisations(w: Work, person_id: int) -> list[Organisation]:
    return list(
        w.session.exec(
            select(Organisation)
            .join(Membership, col(Membership.organisation_id) == col(Organisation.id))
            .where(Membership.person_id == person_id, col(Membership.ended_at).is_(None))
            .order_by(col(Organisation.name))
        )
    )


def _represented(w: Work, person_id: int) -> list[str]:
    return list(
        w.session.exec(
            select(Organisation.kbo)
            .join(Appointment, col(Appointment.organisation_id) == col(Organisation.id))
            .where(
                Appointment.person_id == person_id,
                Appointment.office == Office.LEGAL_REPRESENTATIVE,
                col(Appointment.ended_at).is_(None),
            )
        )
    )


def _roles(w: Work, person_id: int) -> list[str]:
    rows = w.session.exec(
        select(Grant, Organisation)
        .join(Organisation, col(Organisation.id) == col(Grant.organisation_id))
        .where(Grant.person_id == person_id)
    )
    return [
        f"{g.right}:{g.context}:{o.kbo}"
        for g, o in rows
        if HeldRight(g.right, g.context, g.valid_from, g.valid_until, g.revoked_on).valid(w.today)
    ]
