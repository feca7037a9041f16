"""Begin an application as a copy of a dossier: only what can't be the same is asked again."""

from typing import Final

from vov_app import routes
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Kind
from vov_app.models import Application, Draft
from vov_app.services import refunds, rights
from vov_app.services.work import Work

# Days and statements hold for one application; whether the employee came later depends on its first day.
ANEW: Final = frozenset(
    field.name for step in REFUND.steps for field in step.fields if field.kind in (Kind.DATE, Kind.TICK)
) | {"joined_later"}


def start(w: Work, reference: str) -> str:
    """The address of the first step of a new draft that holds the newest answers of this dossier.

    Raises:
        Refused: the right isn't held, or there is no such dossier.
    """
    rights.require(w)
    draft = _copy(w, refunds.application(w, reference))
    w.session.add(draft)
    w.session.flush()
    return routes.refund_step(w.organisation.key, draft.key, REFUND.steps[0].name)


def _copy(w: Work, application: Application) -> Draft:
    return Draft(
        organisation_id=w.organisation.id,
        person_id=w.actor.person_id,
        answers={name: value for name, value in application.answers.items() if name not in ANEW},
        started_at=w.now,
        saved_at=w.now,
        copied_from_id=application.id,
    )
