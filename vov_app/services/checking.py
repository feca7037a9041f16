"""Check the answers of a draft in words, and confirm them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vov_app import routes
from vov_app.forms.refund import REFUND
from vov_app.forms.values import refund_values
from vov_app.services import corrections, drafts, estimates, journey, refunds
from vov_app.services.drafts import DraftView
from vov_app.services.estimates import Line
from vov_app.services.journey import CHECK, StepLink
from vov_app.services.wording import Row, rows
from vov_app.services.work import Work
from vov_app.texts import t

CHECK_STEP = next(step for step in REFUND.steps if step.name == CHECK)


@dataclass(frozen=True)
class Section:
    """The answers of one step, with the address where they can be changed."""

    title: str
    change: str
    rows: list[Row]


@dataclass(frozen=True)
class CheckView:
    """The last screen before `Bevestigen`, or `elsewhere` when another page comes first.

    `version` is the one of the draft that it shows; `busy` names who else is editing it, `free` tells that
    nobody is.
    """

    shown: str = ""
    sections: list[Section] = field(default_factory=list)
    estimate: list[Line] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    earlier: list[Line] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    steps: list[StepLink] = field(default_factory=list)
    elsewhere: str = ""
    version: int = 0
    busy: str = ""
    free: bool = False


def show(w: Work, key: str) -> CheckView:
    """The answers in words with the estimate, or the first step that isn't sound.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    draft = drafts.read(w, key)
    elsewhere = journey.detour(w, draft, CHECK)
    return CheckView(elsewhere=elsewhere) if elsewhere else _view(w, draft)


def enter(w: Work, key: str) -> CheckView:
    """The same, as the one who edits it, unless somebody else is.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    drafts.enter(w, key)
    return show(w, key)


def take_over(w: Work, key: str) -> CheckView:
    """The same, as the one who edits it, whoever was.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    drafts.take_over(w, key)
    return show(w, key)


def confirm(w: Work, key: str, payload: Mapping[str, object], version: int) -> CheckView:
    """Keep the declaration and confirm; leads to the receipt, or back to what has to be mended.

    Nothing is confirmed but the `version` of the draft that the person saw; 0 when that isn't known any more,
    for the State was lost: then the page itself tells.

    Raises:
        Refused: the right isn't held (any more), or there is no such draft.
    """
    seen = drafts.read(w, key)
    draft = drafts.save(w, key, CHECK_STEP, payload)
    if not draft.reference and (draft.busy or seen.version != (version or _told(payload, "version"))):
        return _moved(w, seen, draft)
    try:
        refunds.confirm(w, key, _told(payload, "seen"))
    except corrections.Held as held:
        return _view(w, drafts.read(w, key), {"declaration": held.told})
    except refunds.Unsound as unsound:
        elsewhere = journey.detour(w, draft, CHECK)
        if elsewhere:
            return CheckView(elsewhere=elsewhere)
        return _view(w, draft, journey.worded(unsound.faults))
    return CheckView(elsewhere=journey.after(w, drafts.read(w, key)))


def _moved(w: Work, seen: DraftView, draft: DraftView) -> CheckView:
    """What the draft has become since it was seen; to be looked at before anything is confirmed."""
    elsewhere = journey.detour(w, draft, CHECK)
    if elsewhere:
        return CheckView(elsewhere=elsewhere)
    told = t("refund.moved", person=seen.saved_by, saved_at=seen.saved_at)
    return _view(w, draft, {} if draft.busy else {"declaration": told})


def sections(
    w: Work, organisation_key: str, draft: str, answers: Mapping[str, str], *, for_employee: bool = False
) -> list[Section]:
    """The answers of each step in words; a question that stands in two steps is told in the last of them.

    `for_employee` leaves out what is between the employer and the authority alone.
    """
    facts = drafts.facts(w)
    steps = [s for s in REFUND.journey(answers, facts) if s.name != CHECK]
    made = []
    for place, step in enumerate(steps):
        later = {f.name for s in steps[place + 1 :] for f in s.fields}
        told = [f for f in step.fields if f.name not in later and f.asked(answers, facts)]
        if for_employee:
            told = [f for f in told if not f.employer_only]
        change = f"{routes.refund_step(organisation_key, draft, step.name)}?terug=overzicht"
        made.append(Section(t(f"refund.step.{step.name}.title"), change, rows(told, answers)))
    return made


def _told(payload: Mapping[str, object], name: str) -> int:
    """A version that the page tells: `seen` is that of the dossier that a correction was compared with,
    `version` that of the draft; 0 when it tells none."""
    told = str(payload.get(name, ""))
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0


def _view(w: Work, draft: DraftView, faults: dict[str, str] | None = None) -> CheckView:
    values = refund_values(draft.answers)
    figures = estimates.view(estimates.snapshot(estimates.of(w, values)))
    return CheckView(
        shown=journey.shown_key(draft, CHECK),
        sections=sections(w, w.organisation.key, draft.key, draft.answers),
        estimate=figures.lines,
        sources=figures.sources,
        remarks=estimates.remarks(w, values),
        earlier=[
            Line(t("refund.earlier.link", reference=e.reference, day=e.confirmed_on), e.address)
            for e in refunds.earlier(w, values, draft.corrects)
        ],
        faults=faults or {},
        steps=journey.links(w, draft, CHECK),
        version=draft.version,
        busy=draft.busy,
        free=draft.free,
    )
