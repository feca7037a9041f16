"""Who holds an office in an organisation, and may therefore decide about rights there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from vov_app.models import Appointment, Office
from vov_app.services.reading import rows
from vov_app.services.work import Refused, Work

# A legal representative outranks a local administrator (dossier 5.3): who is both acts as the first.
RANK = (Office.LEGAL_REPRESENTATIVE, Office.LOCAL_ADMINISTRATOR)


def office(w: Work) -> Office | None:
    """The office that the actor holds in the organisation that they act for, the highest first."""
    if w.actor.organisation is None:
        return None
    held = set(rows(w, _HELD, _who(w)).scalars())
    return next((o for o in RANK if o in held), None)


def require(w: Work) -> Office:
    """The actor's office.

    Raises:
        Refused: they hold none there.
    """
    found = office(w)
    if found is None:
        raise Refused("no_office")
    return found


def told(held: Office | None) -> Mapping[str, object]:
    """An office, or that there is none, as a fact of the record."""
    return {"office": held.name.lower() if held else "none"}


def _who(w: Work) -> dict[str, int]:
    return {"person": w.actor.person_id, "organisation": w.organisation.id}


_HELD: Any = select(col(Appointment.office)).where(
    col(Appointment.person_id) == bindparam("person"),
    col(Appointment.organisation_id) == bindparam("organisation"),
    col(Appointment.ended_at).is_(None),
)
