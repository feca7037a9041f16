"""What the home page shows: drafts to resume and the last receipts."""

from dataclasses import dataclass, field

from vov_app import routes
from vov_app.services import decisions, drafts, offices, refunds, rights
from vov_app.services.decisions import Waiting
from vov_app.services.drafts import DraftView
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class ResumeView:
    """A draft to go on with; `hidden` is read to those who don't see which line they are on."""

    address: str
    name: str
    saved: str
    hidden: str


@dataclass(frozen=True)
class LatestView:
    """A confirmed application."""

    address: str
    reference: str
    confirmed: str


@dataclass(frozen=True)
class HomeView:
    """What can be gone on with; lists are empty for those who may not see them."""

    resume: list[ResumeView]
    latest: list[LatestView]
    waiting: list[Waiting] = field(default_factory=list)
    office: bool = False
    filing: bool = False


def home(w: Work) -> HomeView:
    """The home page for the actor and their organisation."""
    latest = [
        LatestView(
            routes.dossier(w.organisation.key, e.reference),
            e.reference,
            t("home.latest.confirmed", day=e.confirmed_on),
        )
        for e in refunds.latest(w)
    ]
    office = offices.office(w) is not None
    waiting = decisions.waiting(w) if office else []
    filing = rights.decision(w).allowed
    return HomeView([_resume(w, d) for d in drafts.open_ones(w)], latest, waiting, office, filing)


def _resume(w: Work, draft: DraftView) -> ResumeView:
    name = f"{draft.answers.get('first_name', '')} {draft.answers.get('last_name', '')}".strip()
    shown = name or t("home.resume.without_name")
    if draft.corrects:
        shown = t("home.resume.correcting", name=shown, reference=draft.corrects)
    return ResumeView(
        address=routes.refund_step(w.organisation.key, draft.key, draft.last_step),
        name=shown,
        saved=t("home.resume.saved", saved_at=draft.saved_at, person=draft.started_by),
        hidden=t("home.resume.go_hidden", name=shown),
    )
