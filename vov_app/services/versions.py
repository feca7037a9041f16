"""The versions of a dossier: what was confirmed once, and what differs between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from vov_app.forms.refund import CHECK, REFUND
from vov_app.forms.spec import Facts, Field
from vov_app.models import Application, ApplicationVersion, Draft
from vov_app.services import wording
from vov_app.services.work import Refused, Work
from vov_app.texts import t

DECLARED = frozenset(field.name for field in CHECK.fields)
FIELDS = {f.name: f for step in REFUND.steps for f in step.fields if f.name not in DECLARED}


@dataclass(frozen=True)
class Difference:
    """One question that two versions answer differently; an empty answer wasn't filled in or asked."""

    label: str
    before: str
    after: str


def all_of(w: Work, application: Application) -> list[ApplicationVersion]:
    """Every version, the newest first."""
    wanted = select(ApplicationVersion).where(ApplicationVersion.application_id == application.id)
    return list(w.session.exec(wanted.order_by(col(ApplicationVersion.number).desc())))


def one(w: Work, application_id: int, number: int) -> ApplicationVersion:
    """The version with this number.

    Raises:
        Refused: the dossier has none such.
    """
    found = w.session.exec(
        select(ApplicationVersion).where(
            ApplicationVersion.application_id == application_id, ApplicationVersion.number == number
        )
    ).first()
    if found is None:
        raise Refused("no_version")
    return found


def answers_of(w: Work, draft: Draft) -> dict[str, str]:
    """The answers that a draft would confirm.

    Those of a correction are the newest version with what the draft changed of the version that it began
    from: what somebody else corrected meanwhile stays corrected.
    """
    typed = {name: str(value) for name, value in draft.answers.items()}
    if draft.corrects_id is None or draft.corrects_version is None:
        return typed
    newest = w.session.get_one(Application, draft.corrects_id)
    if newest.version == draft.corrects_version:
        return typed
    base = one(w, draft.corrects_id, draft.corrects_version).answers
    return {**newest.answers, **{name: value for name, value in typed.items() if base.get(name) != value}}


def changed(w: Work, before: Mapping[str, str], after: Mapping[str, str]) -> list[Field]:
    """The questions that sound answers before and after answer differently, in the order of the form."""
    then, now = _in_words(w, before), _in_words(w, after)
    return [field for name, field in FIELDS.items() if then[name] != now[name]]


def differences(w: Work, before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """The same, with both answers in words."""
    then, now = _in_words(w, before), _in_words(w, after)
    return [
        Difference(t(f"refund.field.{field.name}.short"), then[field.name], now[field.name])
        for field in changed(w, before, after)
    ]


def _in_words(w: Work, answers: Mapping[str, str]) -> dict[str, str]:
    facts = Facts(w.today, w.world.register.training)
    return {
        name: wording.in_words(field, answers.get(name, "")) if field.asked(answers, facts) else ""
        for name, field in FIELDS.items()
    }
