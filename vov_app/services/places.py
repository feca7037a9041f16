"""Work on behalf of an organisation by nobody of its own, and who there is told that something changed."""

from dataclasses import replace

from sqlmodel import col, select

from vov_app.models import Membership, Organisation
from vov_app.services.work import Actor, OrganisationRef, Work


def on_behalf(w: Work, organisation_id: int) -> Work:
    """The same work, by no person, for this organisation."""
    found = w.session.get_one(Organisation, organisation_id)
    place = OrganisationRef(organisation_id, found.key, found.name, found.kbo, found.place)
    return replace(w, actor=Actor(organisation=place))


def tell_everybody(w: Work) -> None:
    """Have the open screens of everybody who may act for the organisation look again after the commit."""
    w.changed.update(
        w.session.exec(
            select(Membership.person_id).where(
                Membership.organisation_id == w.organisation.id, col(Membership.ended_at).is_(None)
            )
        )
    )
