"""The dossiers of an organisation as a list in words, for who holds the right there."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.dossiers import DossierStatus
from vov_app.models import Application
from vov_app.services import dossier_queries, rights
from vov_app.services.dossier_queries import Order, Wanted
from vov_app.services.listed import Choice
from vov_app.services.work import Work
from vov_app.texts import t

PAGE = 25
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class DossierLine:
    """One dossier of the list."""

    reference: str
    address: str
    employee: str
    training: str
    filed: str
    status: str


@dataclass(frozen=True)
class DossiersView:
    """One page of the list; `after` is where the next one starts, `resorted` why not in the order asked."""

    ready: bool = False
    lines: list[DossierLine] = field(default_factory=list)
    after: str = ""
    announced: str = ""
    resorted: str = ""
    statuses: list[Choice] = field(default_factory=list)
    school_years: list[Choice] = field(default_factory=list)
    orders: list[Choice] = field(default_factory=list)
    none: str = ""
    query: str = ""


def page(w: Work, asked: dict[str, str], after: str = "") -> DossiersView:
    """The dossiers that are asked for, from the one that follows the reference `after`.

    `asked` may hold `search`, `status`, `school_year` and `order`; what isn't known is as good as not asked.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    asked_for = wanted(asked)
    found = dossier_queries.slice_of(w, asked_for, after, PAGE + 1)
    more = len(found.dossiers) > PAGE
    lines = [_line(w, dossier) for dossier in found.dossiers[:PAGE]]
    return DossiersView(
        ready=True,
        lines=lines,
        after=lines[-1].reference if more else "",
        announced=t("dossiers.announced.more" if more else "dossiers.announced.all", count=len(lines)),
        resorted="" if found.order is asked_for.order else t("dossiers.resorted"),
        statuses=[Choice("", t("dossiers.any_status")), *_statuses()],
        school_years=[Choice("", t("dossiers.any_year")), *_years(w)],
        orders=[Choice(order.value, t(f"dossiers.order.{order}")) for order in Order],
        query=_query(asked),
        none=t("dossiers.none" if any(asked.values()) else "dossiers.none_yet"),
    )


def wanted(asked: dict[str, str]) -> Wanted:
    """Which dossiers are asked for."""
    return Wanted(
        asked.get("search", "")[:LONGEST_SEARCH],
        next((status for status in DossierStatus if status == asked.get("status")), None),
        asked.get("school_year", "")[:9],
        next((order for order in Order if order == asked.get("order")), Order.NEWEST),
    )


def _query(asked: dict[str, str]) -> str:
    """What the address of the file says to hold the same dossiers; never what was searched for: a name."""
    kept = {name: asked[name] for name in ("status", "school_year", "order") if asked.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


def _line(w: Work, dossier: Application) -> DossierLine:
    return DossierLine(
        reference=dossier.reference,
        address=routes.dossier(w.organisation.key, dossier.reference),
        employee=dossier.employee_name,
        training=t("dossiers.training", odb=dossier.odb, start=dossier.start_date, end=dossier.end_date),
        filed=t("common.value.day", day=brussels_day(dossier.confirmed_at)),
        status=t(f"dossiers.status.{dossier.status}"),
    )


def _statuses() -> list[Choice]:
    return [Choice(status.value, t(f"dossiers.status.{status}")) for status in DossierStatus]


def _years(w: Work) -> list[Choice]:
    return [Choice(year, year) for year in dossier_queries.school_years(w)]
