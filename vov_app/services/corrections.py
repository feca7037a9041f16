"""Correct a dossier: the answers of a draft become its next version, once somebody has seen what changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.changes import Correcting, correcting
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Field
from vov_app.models import Application, Draft, LetterKind, Person
from vov_app.services import (
    dossier_acts,
    dossier_events,
    dossier_letters,
    dossiers,
    drafts,
    journey,
    rights,
    versions,
)
from vov_app.services.versions import Difference
from vov_app.services.work import Refused, Work
from vov_app.texts import t


class Held(Exception):
    """Nothing was confirmed: `told` says what to look at, or what to change back, first."""

    def __init__(self, told: str) -> None:
        super().__init__("held")
        self.told = told


@dataclass(frozen=True)
class CorrectionView:
    """What a correction would change of its dossier; but for `shown` empty for a draft that corrects none.

    `shown` is the page that it belongs to, `seen` the version that it is compared with, `moved` who corrected
    the dossier since it began, `only` what alone may be corrected, `closed` why nothing may any more.
    """

    shown: str = ""
    reference: str = ""
    title: str = ""
    address: str = ""
    seen: str = ""
    moved: str = ""
    only: str = ""
    closed: str = ""
    differences: list[Difference] = field(default_factory=list)


def scope(w: Work, application: Application) -> tuple[Correcting, str]:
    """How much may be corrected today, and the step that it is limited to, if it is."""
    asked = dossier_events.asked_in(dossier_events.all_of(w, application))
    last_day = dossier_events.last_day(application)
    found = correcting(application.status, w.today, last_day, asked)
    return found, asked.step if asked and found is Correcting.ASKED else ""


def begin(w: Work, application: Application) -> Draft:
    """The draft in which the actor corrects a dossier that is locked: the one that is open, else a new one.

    Raises:
        Refused: nothing may be corrected any more.
    """
    _allowed(w, application)
    answers = {**application.answers, **dict.fromkeys(versions.DECLARED, "")}
    draft = _open(w, application) or Draft(
        organisation_id=w.organisation.id,
        person_id=w.actor.person_id,
        answers=answers,
        last_step="check",
        started_at=w.now,
        saved_at=w.now,
        corrects_id=application.id,
        corrects_version=application.version,
    )
    w.session.add(draft)
    w.session.flush()
    return draft


def start(w: Work, reference: str) -> str:
    """The address of the overview in which the actor corrects this dossier.

    Raises:
        Refused: the right isn't held, there is no such dossier, or nothing may be corrected any more.
    """
    rights.require(w)
    draft = begin(w, dossier_acts.locked(w, reference))
    return routes.refund_step(w.organisation.key, draft.key, journey.CHECK)


def locked(w: Work, draft: Draft) -> Application | None:
    """The dossier that a draft corrects, as it stands now and until this work is done."""
    if draft.corrects_id is None:
        return None
    return dossier_acts.locked(w, w.session.get_one(Application, draft.corrects_id).reference)


def show(w: Work, key: str) -> CorrectionView:
    """What the draft with this key would change; an empty view when it corrects no dossier.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    view = drafts.read(w, key)
    if not view.corrects or journey.detour(w, view, journey.CHECK):
        return CorrectionView(journey.shown_key(view, journey.CHECK))
    draft = drafts.find(w, key)
    application = drafts.dossier_of(w, draft)
    found, step = scope(w, application)
    return CorrectionView(
        shown=journey.shown_key(view, journey.CHECK),
        reference=application.reference,
        title=t("dossier.correct.title", reference=application.reference),
        address=routes.dossier(w.organisation.key, application.reference),
        seen=str(application.version),
        moved=_moved(w, application) if application.version != draft.corrects_version else "",
        only=t("dossier.correct.only", step=t(f"refund.step.{step}.title")) if step else "",
        closed="" if found.allowed else t(f"dossier.closed.{found}"),
        differences=versions.differences(w, application.answers, view.answers),
    )


def confirm(
    w: Work, draft: Draft, application: Application, answers: Mapping[str, str], seen: int
) -> Application:
    """Make sound answers the next version of a dossier that is locked, and tell who it is about.

    Raises:
        Refused: nothing may be corrected any more.
        Held: the dossier isn't the one that was seen, nothing differs, or more does than may.
    """
    step = _allowed(w, application)
    if seen != application.version:
        raise Held(_moved(w, application))
    before = dict(application.answers)
    changed = versions.changed(w, before, answers)
    _sensible(changed, step)
    event = dossiers.correct(w, application, answers, {"changed": " ".join(f.name for f in changed)})
    draft.confirmed_at = w.now
    dossier_acts.note(
        w,
        application,
        event,
        before=_open_values(changed, before),
        after={"version": event.version, **_open_values(changed, answers), "changed": event.facts["changed"]},
    )
    for kind, write in _LETTERS:
        write(w, kind, application, event.number, version=event.version)
    return application


_LETTERS: Final = (
    (LetterKind.DOSSIER_CORRECTED, dossier_letters.to_contact),
    (LetterKind.DOSSIER_CORRECTED_EMPLOYEE, dossier_letters.to_employee),
)


def _allowed(w: Work, application: Application) -> str:
    """The step that correcting is limited to, empty when it isn't.

    Raises:
        Refused: nothing may be corrected any more.
    """
    found, step = scope(w, application)
    if not found.allowed:
        raise Refused(f"dossier_{found}")
    return step


def _sensible(changed: list[Field], step: str) -> None:
    """Something differs, and nothing but what may.

    Raises:
        Held: that isn't so.
    """
    if not changed:
        raise Held(t("dossier.correct.unchanged"))
    allowed = {f.name for s in REFUND.steps if s.name == step for f in s.fields}
    beyond = [t(f"refund.field.{f.name}.short") for f in changed if step and f.name not in allowed]
    if beyond:
        names = ", ".join(beyond)
        raise Held(t("dossier.correct.beyond", step=t(f"refund.step.{step}.title"), names=names))


def _open(w: Work, application: Application) -> Draft | None:
    return w.session.exec(
        select(Draft).where(
            Draft.corrects_id == application.id,
            Draft.person_id == w.actor.person_id,
            col(Draft.confirmed_at).is_(None),
            col(Draft.deleted_at).is_(None),
        )
    ).first()


def _moved(w: Work, application: Application) -> str:
    """Who made the newest version, and when."""
    newest = versions.one(w, application.id or 0, application.version)
    by = w.session.get_one(Person, newest.person_id).name
    return t("dossier.correct.moved", by=by, at=newest.made_at, version=newest.number)


def _open_values(changed: list[Field], answers: Mapping[str, str]) -> dict[str, str]:
    """What the record may hold: values that tell nothing of a person."""
    return {field.name: answers.get(field.name, "") for field in changed if not field.personal}
