"""What the server finds out while a step is filled in: the filing window, the training in the register."""

from vov_app.domain.deadlines import FilingWindow, WindowStanding
from vov_app.domain.school_years import Confidence
from vov_app.domain.trainings import Training
from vov_app.forms.refund import window
from vov_app.forms.spec import Step
from vov_app.forms.values import odb_of
from vov_app.services import drafts
from vov_app.services.drafts import DraftView
from vov_app.services.work import Work
from vov_app.texts import t


def notes(w: Work, step: Step, draft: DraftView) -> dict[str, str]:
    """What to tell under a field of this step, by the field's name.

    A correction isn't told how long one may file: its dossier has been filed.
    """
    names, answers = {f.name for f in step.fields}, draft.answers
    found: dict[str, str] = {}
    filing = window(answers, drafts.facts(w))
    if step.name == "begin" and filing is not None and not draft.corrects:
        found["start_date"] = window_told(w, filing)
    training = w.world.register.training(odb_of(answers)) if "odb" in names else None
    if training is not None:
        found["odb"] = _training(training)
        found["size"] = t(f"refund.unit.{training.kind}")
    return found


def window_told(w: Work, filing: FilingWindow) -> str:
    """Whether one may file now, from when until when, and whether that is certain."""
    standing = filing.standing(w.today)
    key = "last" if standing is WindowStanding.OPEN and not filing.days_left(w.today) else standing.value
    words = t(
        f"refund.window.{key}",
        opens=filing.opens,
        last_day=filing.last_day,
        days_left=filing.days_left(w.today),
    )
    return f"{words} {doubt(filing)}".strip()


def doubt(filing: FilingWindow) -> str:
    """What isn't confirmed about the last day, in words; empty when nothing."""
    return t("refund.window.unconfirmed") if filing.confidence is Confidence.UNCONFIRMED else ""


def _training(training: Training) -> str:
    return t("refund.training.found", name=training.name, provider=training.provider, kind=str(training.kind))
