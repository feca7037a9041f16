"""What the list of users is sorted and found by stands beside each membership, so that a page of it costs the
same for ten users and for a hundred thousand. Whoever changes a name or a right has it written anew."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import ScalarSelect, func, select, update
from sqlmodel import Session, col

from vov_app.domain.rights import Context, Right
from vov_app.models import NEVER, Grant, Membership, Person
from vov_app.services.folding import sort_key

ENDLESS: Final = NEVER - timedelta(days=1)


def refresh(session: Session, person_id: int) -> None:
    """Write anew what is sorted by for everywhere that this person may act, or may act again."""
    session.flush()
    person = session.get_one(Person, person_id)
    made = {
        "sort_name": sort_key(person.given_name, person.family_name),
        "right_until": func.coalesce(_last_day(), NEVER),
    }
    theirs = update(Membership).where(col(Membership.person_id) == person_id).values(made)
    session.execute(theirs, execution_options={"synchronize_session": False})


def _last_day() -> ScalarSelect[date]:
    return (
        select(func.max(func.coalesce(col(Grant.valid_until), ENDLESS)))
        .where(
            col(Grant.person_id) == col(Membership.person_id),
            col(Grant.organisation_id) == col(Membership.organisation_id),
            col(Grant.right) == Right.RESPONSIBLE,
            col(Grant.context) == Context.OPLEIDINGSVERLOF,
            col(Grant.revoked_on).is_(None),
        )
        .scalar_subquery()
    )
