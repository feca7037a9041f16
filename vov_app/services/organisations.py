"""The organisations that a person may act for, and who decides about rights there."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.models import Appointment, Membership, Office, Organisation, Person
from vov_app.services.letters import Addressee
from vov_app.services.work import Refused, Work

SEARCH_ABOVE = 10


@dataclass(frozen=True)
class OrganisationView:
    """One line of the organisation chooser."""

    key: str
    name: str
    kbo: str
    place: str


@dataclass(frozen=True)
class Decider:
    """Somebody who can grant a right in an organisation; without an address no letter reaches them."""

    name: str
    email: str | None

    @property
    def addressee(self) -> Addressee | None:
        """Where a letter to them goes, if anywhere."""
        return Addressee(self.name, self.email) if self.email else None


def mine(w: Work, search: str = "") -> list[OrganisationView]:
    """The organisations that the actor may act for, by name; `search` matches name, place or number.

    Raises:
        Refused: a stranger asks.
    """
    if not w.actor.signed_in:
        raise Refused("signed_out")
    found = w.session.exec(
        select(Organisation)
        .join(Membership, col(Membership.organisation_id) == col(Organisation.id))
        .where(Membership.person_id == w.actor.person_id, col(Membership.ended_at).is_(None))
        .order_by(col(Organisation.name))
    )
    return [_view(o) for o in found if _matches(o, search)]


def deciders(w: Work, office: Office) -> list[Decider]:
    """Who holds this office in the organisation that the actor acts for, by name."""
    found = w.session.exec(
        select(Person, Appointment)
        .join(Appointment, col(Appointment.person_id) == col(Person.id))
        .where(
            Appointment.organisation_id == w.organisation.id,
            Appointment.office == office,
            col(Appointment.ended_at).is_(None),
        )
        .order_by(col(Person.family_name), col(Person.given_name))
    )
    return [Decider(person.name, appointment.email) for person, appointment in found]


def names(people: Iterable[Decider]) -> list[str]:
    """Their names."""
    return [person.name for person in people]


def _view(o: Organisation) -> OrganisationView:
    return OrganisationView(o.key, o.name, identifiers.display(Identifier.KBO, o.kbo), o.place)


def _matches(o: Organisation, search: str) -> bool:
    wanted = search.casefold().split()
    haystack = f"{o.name} {o.place} {o.kbo} {identifiers.display(Identifier.KBO, o.kbo)}".casefold()
    return all(word in haystack for word in wanted)
