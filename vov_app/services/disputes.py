"""Two answers to one question: both in words, and which of them somebody picked."""

from collections.abc import Iterable, Mapping

from vov_app.forms.merging import MINE, PICK, THEIRS
from vov_app.forms.spec import Answers, Step
from vov_app.services import wording
from vov_app.services.drafts import DraftView
from vov_app.texts import t


def pick_of(name: str) -> str:
    """The name of the control with which one picks between the two answers to a question."""
    return f"{PICK}{name}"


def picks(step: Step, payload: object) -> dict[str, str]:
    """What was picked, by the name of the field; anything else than one of the two isn't a pick."""
    if not isinstance(payload, Mapping):
        return {}
    found = {field.name: payload.get(pick_of(field.name)) for field in step.fields}
    return {name: str(pick) for name, pick in found.items() if pick in (MINE, THEIRS)}


def words(step: Step, names: Iterable[str], typed: Answers, draft: DraftView) -> dict[str, str]:
    """For each disputed field its question and both answers: `name.legend`, `name.mine`, `name.theirs`."""
    told: dict[str, str] = {}
    fields = {field.name: field for field in step.fields}
    for name in names:
        mine, theirs = (
            wording.as_typed(fields[name], answers.get(name, "")) or t("refund.dispute.empty")
            for answers in (typed, draft.answers)
        )
        told[f"{name}.legend"] = t("refund.dispute.legend", person=draft.saved_by)
        told[f"{name}.mine"] = t("refund.dispute.mine", answer=mine)
        told[f"{name}.theirs"] = t("refund.dispute.theirs", answer=theirs, person=draft.saved_by)
    return told
