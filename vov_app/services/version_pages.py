"""One version of a dossier: what was confirmed then, by whom, under which rules, and what it changed."""

from dataclasses import dataclass, field

from vov_app import routes
from vov_app.models import Person
from vov_app.services import checking, dossier_pages, estimates, refunds, rule_words, versions
from vov_app.services.checking import Section
from vov_app.services.dossier_pages import VersionLink
from vov_app.services.estimates import Line
from vov_app.services.rule_words import RuleLine
from vov_app.services.versions import Difference
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class VersionView:
    """A version that stays readable; `differences` are with the one before it, none for the first."""

    title: str = ""
    dossier: str = ""
    reference: str = ""
    made: str = ""
    newest: bool = False
    first: bool = False
    differences: list[Difference] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    school_year: str = ""
    rules: list[RuleLine] = field(default_factory=list)
    estimate: list[Line] = field(default_factory=list)
    pdf: str = ""
    others: list[VersionLink] = field(default_factory=list)


def show(w: Work, reference: str, number: int) -> VersionView:
    """The version with this number of the dossier with this reference.

    Raises:
        Refused: the organisation has no such dossier, the actor may not see it, or it has no such version.
    """
    found = refunds.application(w, reference)
    version = versions.one(w, found.id or 0, number)
    before = versions.one(w, found.id or 0, number - 1).answers if number > 1 else None
    by = w.session.get_one(Person, version.person_id).name
    return VersionView(
        title=t("dossier.version_title", number=number, reference=found.reference),
        dossier=routes.dossier(w.organisation.key, found.reference),
        reference=found.reference,
        made=t("dossier.version_made", at=version.made_at, by=by),
        newest=number == found.version,
        first=before is None,
        differences=versions.differences(w, before, version.answers) if before is not None else [],
        sections=checking.sections(w, w.organisation.key, "", version.answers),
        school_year=version.estimate.get("school_year") or "",
        rules=rule_words.lines(version.rules),
        estimate=estimates.view(version.estimate).lines,
        pdf=f"{routes.receipt_pdf(w.organisation.key, found.reference)}?versie={number}",
        others=dossier_pages.version_links(w, found, versions.all_of(w, found), but=number),
    )
