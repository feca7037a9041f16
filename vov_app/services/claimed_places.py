"""Where somebody may act and which organisations they represent, as the claims of a sign-in say: what comes
or goes by that is entered in the record, and what our own register decided is left alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from vov_app.models import Appointment, Membership, Office, Person, Source
from vov_app.services import audit, memberships, offices
from vov_app.services.places import on_behalf
from vov_app.services.work import Work


@dataclass(frozen=True)
class _Place:
    """One kind of fact that claims tell of a person and an organisation, and how it is entered."""

    table: type[Any]
    came: str
    went: str
    without: audit.Facts
    having: audit.Facts
    more: Mapping[str, object] = field(default_factory=dict)


_MEMBER = _Place(Membership, "user:add", "user:remove", memberships.OUTSIDE, memberships.INSIDE)
_REPRESENTATIVE = _Place(
    Appointment,
    "office:gain",
    "office:lose",
    offices.told(None),
    offices.told(Office.LEGAL_REPRESENTATIVE),
    {"office": Office.LEGAL_REPRESENTATIVE},
)


def take_in(w: Work, person: Person, places: set[int], represented: set[int]) -> None:
    """Bring up to date where the person may act and what they represent, by the ids of organisations."""
    _follow(w, _MEMBER, person, places)
    _follow(w, _REPRESENTATIVE, person, represented)


def _follow(w: Work, kind: _Place, person: Person, wanted: set[int]) -> None:
    known = {row.organisation_id: row for row in _held(w, kind, person)}
    for organisation_id in sorted(wanted - known.keys()):
        made = {"person_id": person.id, "organisation_id": organisation_id, "source": Source.CLAIMS}
        w.session.add(kind.table(**made, **kind.more))
        _came(w, kind, person, organisation_id)
    for organisation_id, row in known.items():
        ended = row.ended_at is not None
        if row.source is not Source.CLAIMS or ended is (organisation_id not in wanted):
            continue
        row.ended_at = None if ended else w.now
        (_came if ended else _went)(w, kind, person, organisation_id)


def _held(w: Work, kind: _Place, person: Person) -> list[Membership | Appointment]:
    mine = select(kind.table).filter_by(person_id=person.id, **kind.more)
    return list(w.session.exec(mine.order_by(col(kind.table.organisation_id))))


def _came(w: Work, kind: _Place, person: Person, organisation_id: int) -> None:
    _note(w, kind.came, person, organisation_id, kind.without, kind.having)


def _went(w: Work, kind: _Place, person: Person, organisation_id: int) -> None:
    _note(w, kind.went, person, organisation_id, kind.having, kind.without)


def _note(
    w: Work, action: str, person: Person, organisation_id: int, before: audit.Facts, after: audit.Facts
) -> None:
    """Enter it, by nobody of the organisation; the person's other screens look again."""
    here = on_behalf(w, organisation_id)
    audit.record(here, action, subject_id=person.id, before=before, after=after, role=audit.CLAIMS)
    w.changed.add(person.id or 0)
