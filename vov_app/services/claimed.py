"""Take in what the claims say: the person, the organisations they may act for, the rights they hold.

Claims never undo a decision that was taken here: a right that was revoked stays revoked, whatever the
identity provider still says, until it is granted again (docs/decisions/0004).
"""

from sqlmodel import col, select

from vov_app.domain.claims import ClaimedOrganisation, ClaimedRight, Claims
from vov_app.domain.rights import Context, Right
from vov_app.models import Grant, Membership, Organisation, Person, Source
from vov_app.services import audit, claimed_places, member_lines
from vov_app.services.places import on_behalf
from vov_app.services.tokens import digest
from vov_app.services.work import Work


def take_in(w: Work, claims: Claims) -> Person:
    """The person that these claims are about, with memberships, offices and rights brought up to date."""
    person = _person(w, claims)
    organisations = {o.kbo: _organisation(w, o) for o in claims.organisations}
    represented = {organisations[o.kbo].id or 0 for o in claims.organisations if o.represents}
    claimed_places.take_in(w, person, {o.id or 0 for o in organisations.values()}, represented)
    _rights(w, person, claims.rights, organisations)
    member_lines.refresh(w.session, person.id or 0)
    return person


def _person(w: Work, claims: Claims) -> Person:
    # Held until the commit: of two sign-ins at once only the first finds that something changed.
    same = select(Person).where(Person.subject == claims.subject).with_for_update(key_share=True)
    person = w.session.exec(same).first()
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
        _note(w, made, "right:grant", {}, {"from": w.today, "until": None})
    for grant in rows:
        gone = (grant.organisation_id, grant.right, grant.context) not in wanted
        if grant.source is Source.CLAIMS and gone and grant.revoked_on is None:
            grant.revoked_on = w.today
            _note(w, grant, "right:revoke", {"until": grant.valid_until}, {"revoked": w.today})


def _note(w: Work, grant: Grant, action: str, before: audit.Facts, after: audit.Facts) -> None:
    """Enter a change of the right that this portal decides by; the person's other screens look again."""
    if (grant.right, grant.context) != (Right.RESPONSIBLE, Context.OPLEIDINGSVERLOF):
        return
    here = on_behalf(w, grant.organisation_id)
    about, role = grant.key, audit.CLAIMS
    audit.record(here, action, subject_id=grant.person_id, about=about, before=before, after=after, role=role)
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
