"""Walk through the steps of a draft: show one, keep what is typed, say what to mend or where to go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vov_app import routes
from vov_app.forms.merging import chosen
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Answers, Facts, Fault, Step
from vov_app.services import disputes, drafts, findings
from vov_app.services.drafts import DraftView
from vov_app.services.work import Refused, Work
from vov_app.texts import t

CHECK = "check"


@dataclass(frozen=True)
class StepLink:
    """One entry of the progress list; without an address the step can't be opened yet."""

    name: str
    title: str
    address: str
    current: bool


@dataclass(frozen=True)
class StepView:
    """A step as the screen shows it, or `elsewhere` when another page comes first.

    `answers` are what the controls hold, `given` what is stored; they differ where two people gave different
    answers, and then `disputes` tells both. `busy` names who else is editing, `free` that nobody does yet.
    """

    shown: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    disputes: dict[str, str] = field(default_factory=dict)
    busy: str = ""
    free: bool = False
    faults: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    steps: list[StepLink] = field(default_factory=list)
    saved: str = ""
    elsewhere: str = ""


def show(w: Work, key: str, name: str) -> StepView:
    """The step with this name, if it may be opened already.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    draft = drafts.read(w, key)
    elsewhere = detour(w, draft, name)
    return StepView(elsewhere=elsewhere) if elsewhere else _view(w, draft, _step(name))


def enter(w: Work, key: str, name: str) -> StepView:
    """The same, as the one who edits it, unless somebody else is.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    drafts.enter(w, key)
    return show(w, key, name)


def take_over(
    w: Work, key: str, name: str, typed: Mapping[str, object], given: Answers | None = None
) -> StepView:
    """The same, as the one who edits it, whoever was; with what was typed here when it couldn't be kept.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    drafts.take_over(w, key)
    return note(w, key, name, typed, given) if typed else show(w, key, name)


def note(w: Work, key: str, name: str, typed: Mapping[str, object], given: Answers | None = None) -> StepView:
    """Keep single answers as they are typed, and tell what they make of the step.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    step = _step(name)
    draft = drafts.save(w, key, step, typed, only=frozenset(typed), given=given)
    return _view(w, draft, step, held=REFUND.clean(step, typed), disputed=draft.disputed)


def save(
    w: Work,
    key: str,
    name: str,
    payload: object,
    *,
    given: Answers | None = None,
    disputed: Iterable[str] = (),
    back_to_check: bool = False,
) -> StepView:
    """Keep all answers of the step; lead on when they are sound, else say what to mend.

    `given` is what the screen was given of them; `disputed` the fields for which it showed two answers, of
    which the payload says which one holds, under `disputes.pick_of` of the field.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    step = _step(name)
    typed, picks = REFUND.clean(step, payload), disputes.picks(step, payload)
    unpicked = frozenset(disputed) - picks.keys()
    kept = chosen({n: v for n, v in typed.items() if n not in unpicked}, given or {}, picks)
    draft = drafts.save(w, key, step, kept, only=frozenset(kept), given=given)
    if draft.reference:
        return StepView(elsewhere=after(w, draft))
    if draft.busy:
        return _view(w, draft, step, held=typed)
    clashes = unpicked | draft.disputed.keys()
    if clashes:
        told = {f.name: t("refund.dispute.fault") for f in step.fields if f.name in clashes}
        return _view(w, draft, step, told, held={n: typed.get(n, "") for n in clashes}, disputed=clashes)
    faults = REFUND.faults(draft.answers, drafts.facts(w, draft.judged_on), step)
    if faults:
        return _view(w, draft, step, worded(faults))
    return StepView(elsewhere=_next(w, draft, name, back_to_check=back_to_check))


def detour(w: Work, draft: DraftView, name: str) -> str:
    """The page that comes before this step: the receipt, or the step that isn't sound yet; else empty."""
    if draft.reference:
        return after(w, draft)
    reachable = [s.name for s in REFUND.reachable(draft.answers, drafts.facts(w, draft.judged_on))]
    return "" if name in reachable else routes.refund_step(w.organisation.key, draft.key, reachable[-1])


def after(w: Work, draft: DraftView) -> str:
    """Where a confirmed draft leads: to its receipt, or back to the dossier that it corrected."""
    page = routes.dossier if draft.corrects else routes.receipt
    return page(w.organisation.key, draft.reference)


def links(w: Work, draft: DraftView, current: str) -> list[StepLink]:
    """The progress list of a draft, with links to the steps that may be opened."""
    facts = drafts.facts(w, draft.judged_on)
    reachable = {s.name for s in REFUND.reachable(draft.answers, facts)}
    return [
        StepLink(
            name=s.name,
            title=t(f"refund.step.{s.name}.title"),
            address=routes.refund_step(w.organisation.key, draft.key, s.name) if s.name in reachable else "",
            current=s.name == current,
        )
        for s in REFUND.journey(draft.answers, facts)
    ]


def worded(faults: tuple[Fault, ...]) -> dict[str, str]:
    """The first fault of each field, in words."""
    words: dict[str, str] = {}
    for fault in faults:
        words.setdefault(fault.field, t(f"refund.field.{fault.field}.fault.{fault.key}", **fault.values))
    return words


def shown_key(draft: DraftView, name: str) -> str:
    """What the screen's State belongs to; a page shows it only when it is its own."""
    return f"{draft.key}/{name}"


def _view(
    w: Work,
    draft: DraftView,
    step: Step,
    faults: dict[str, str] | None = None,
    *,
    held: Answers | None = None,
    disputed: Iterable[str] = (),
) -> StepView:
    """`held` is what the controls hold that isn't stored, or not for certain."""
    facts = drafts.facts(w, draft.judged_on)
    stored = _theirs(step, draft.answers)
    return StepView(
        shown=shown_key(draft, step.name),
        answers={**stored, **(held or {})},
        given=stored,
        disputes=disputes.words(step, disputed, held or {}, draft),
        busy=draft.busy,
        free=draft.free,
        faults=faults or {},
        asked=_asked(step, draft.answers, facts),
        notes=findings.notes(w, step, draft),
        steps=links(w, draft, step.name),
        saved=t("refund.saved", saved_at=draft.saved_at),
    )


def _theirs(step: Step, answers: Answers) -> dict[str, str]:
    """The answers of one step alone: what the page doesn't show isn't sent."""
    return {f.name: answers.get(f.name, "") for f in step.fields}


def _asked(step: Step, answers: Answers, facts: Facts) -> list[str]:
    return [f.name for f in step.fields if f.asked(answers, facts)]


def _next(w: Work, draft: DraftView, name: str, *, back_to_check: bool) -> str:
    """The step that follows a sound one; of a copy the first unsound one, for the rest isn't asked again."""
    facts = drafts.facts(w, draft.judged_on)
    names = [s.name for s in REFUND.journey(draft.answers, facts)]
    following = CHECK if back_to_check else names[names.index(name) + 1]
    if draft.copied:
        following = REFUND.reachable(draft.answers, facts)[-1].name
    return routes.refund_step(w.organisation.key, draft.key, following)


def _step(name: str) -> Step:
    found = REFUND.step(name)
    if found is None or name == CHECK:
        raise Refused("no_draft")
    return found
