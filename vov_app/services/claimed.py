"""Take in what the claims say: the person, the organisations they may act for, the rights they hold.

Claims never undo a decision that was taken here: a right that was revoked stays revoked, whatever the
identity provider still says, until it is granted again (docs/decisions/0004).
"""

from sqlmodel import col, select

from vov_app.domain.claims import ClaimedOrganisation, ClaimedRight, Claims
from vov_app.domain.rights import Context, Right
from vov_app.models import Appointment, Grant, Membership, Office, Organisation, Person, Source
from vov_app.services import audit, member_lines
from vov_app.services.places import on_behalf
from vov_app.services.tokens import digest
from vov_app.services.work import Work


def take_in(w: Work, claims: Claims) -> Person:
    """The person that these claims are about, with memberships, offices and rights brought up to date."""
    person = _person(w, claims)
    organisations = {o.kbo: _organisation(w, o) for o in claims.organisations}
    _memberships(w, person, list(organisations.values()))
    _offices(w, person, {organisations[o.kbo].id or 0 for o in claims.organisations if o.represents})
    _rights(w, person, claims.rights, organisations)
    member_lines.refresh(w.session, person.id or 0)
    return person


def _person(w: Work, claims: Claims) -> Person:
    person = w.session.exec(select(Person).where(Person.subject == claims.subject)).first()
    if person is None:
        person = Person(subject=claims.subject, given_name=claims.given_name, family_name=claims.family_name)
    person.given_name, person.family_name = claims.given_name, claims.family_name
    if claims.insz:
        person.insz_digest = digest(w.world.secret, claims.insz)
    w.session.add(person)
    w.session.flush()
    return person


def _organisation(w: Work, claimed: ClaimedOrganisation) -> Organisation:
    found = w.session.exec(select(Organisation).where(Organisation.kbo == claimed.kbo)).first()
    if found is not None:
        return found
    made = Organisation(kbo=claimed.kbo, name=claimed.name or claimed.kbo)
    w.session.add(made)
    w.session.flush()
    return made


def _memberships(w: Work, person: Person, claimed: list[Organisation]) -> None:
    rows = w.session.exec(select(Membership).where(Membership.person_id == person.id)).all()
    known = {m.organisation_id: m for m in rows}
    wanted = {o.id or 0 for o in claimed}
    for organisation_id in wanted - known.keys():
        w.session.add(
            Membership(person_id=person.id or 0, organisation_id=organisation_id, source=Source.CLAIMS)
        )
    for organisation_id, membership in known.items():
        if organisation_id in wanted and membership.source is Source.CLAIMS:
            membership.ended_at = None
        elif membership.source is Source.CLAIMS and membership.ended_at is None:
            membership.ended_at = w.now


def _offices(w: Work, person: Person, wanted: set[int]) -> None:
    """Who is no legal representative any more, by the claims that made them one, loses the office."""
    rows = w.session.exec(
        select(Appointment).where(
            Appointment.person_id == person.id, Appointment.office == Office.LEGAL_REPRESENTATIVE
        )
    ).all()
    known = {a.organisation_id: a for a in rows}
    for organisation_id in wanted - known.keys():
        w.session.add(
            Appointment(
                person_id=person.id or 0,
                organisation_id=organisation_id,
                office=Office.LEGAL_REPRESENTATIVE,
                source=Source.CLAIMS,
            )
        )
    for organisation_id, held in known.items():
        if organisation_id in wanted:
            held.ended_at = None
        elif held.source is Source.CLAIMS and held.ended_at is None:
            held.ended_at = w.now


def _rights(
    w: Work, person: Person, claimed: tuple[ClaimedRight, ...], organisations: dict[str, Organisation]
) -> None:
    rows = w.session.exec(select(Grant).where(Grant.person_id == person.id)).all()
    known = {(g.organisation_id, g.right, g.context) for g in rows}
    wanted = {(organisations[c.kbo].id or 0, c.right, c.context) for c in claimed if c.kbo in organisations}
    for organisation_id, right, context in wanted - known:
        made = Grant(
            person_id=person.id or 0,
            organisation_id=organisation_id,
            right=right,
            context=context,
            valid_from=w.today,
            source=Source.CLAIMS,
        )
        w.session.add(made)
        _note(w, made, "right:grant", {"from": w.today})
    for grant in rows:
        gone = (grant.organisation_id, grant.right, grant.context) not in wanted
        if grant.source is Source.CLAIMS and gone and grant.revoked_on is None:
            grant.revoked_on = w.today
            _note(w, grant, "right:revoke", {"revoked": w.today})


def _note(w: Work, grant: Grant, action: str, after: audit.Facts) -> None:
    """Enter a change of the right that this portal decides by; the person's other screens look again."""
    if (grant.right, grant.context) != (Right.RESPONSIBLE, Context.OPLEIDINGSVERLOF):
        return
    here = on_behalf(w, grant.organisation_id)
    audit.record(here, action, subject_id=grant.person_id, about=grant.key, after=after, role=audit.CLAIMS)
    w.changed.add(grant.person_id)


def organisations_of(w: Work, person_id: int) -> list[Organisation]:
    """The organisations that this person may act for, by name."""
    return list(
        w.session.exec(
            select(Organisation)
            .join(Membership, col(Membership.organisation_id) == col(Organisation.id))
            .where(Membership.person_id == person_id, col(Membership.ended_at).is_(None))
            .order_by(Organisation.name)
        )
    )
