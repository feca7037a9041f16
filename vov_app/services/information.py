"""Answer what the authority asked about a dossier, within the month that it gives."""

from dataclasses import dataclass, field

from vov_app.domain.changes import may_answer
from vov_app.domain.dossiers import DossierEventKind
from vov_app.forms.dossier import DOSSIER, INFORM
from vov_app.models import LetterKind
from vov_app.services import dossier_acts, dossier_events, dossier_letters, dossiers, drafts, rights
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class Informed:
    """What came of an answer: `done` in words, or what to mend; what was typed is kept then."""

    done: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def inform(w: Work, reference: str, payload: object) -> Informed:
    """Send the answer; once, for after it the authority has no question any more.

    Raises:
        Refused: the right isn't held, or the organisation has no such dossier.
    """
    rights.require(w)
    application = dossier_acts.locked(w, reference)
    asked = dossier_events.asked_in(dossier_events.all_of(w, application))
    if not may_answer(application.status, w.today, asked):
        return Informed(done=t("dossier.answer.gone"))
    answers = DOSSIER.clean(INFORM, payload)
    faults = DOSSIER.faults(answers, drafts.facts(w), INFORM)
    if faults:
        told = {f.field: t(f"dossier.field.{f.field}.fault.{f.key}", **f.values) for f in faults}
        return Informed(answers=answers, faults=told)
    kind = DossierEventKind.INFORMED
    event = dossier_acts.take(w, application, kind, role=dossiers.EMPLOYER, facts={"text": answers["answer"]})
    dossier_letters.to_contact(w, LetterKind.DOSSIER_INFORMED, application, event.number)
    return Informed(done=t("dossier.answer.done"))
