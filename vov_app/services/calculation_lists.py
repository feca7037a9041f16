"""`Berekeningen`: what the authority calculated and paid, on screen and as tables (dossier 4.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.models import Application, DossierEvent
from vov_app.services import audit, dossier_exports, dossier_queries, rights
from vov_app.services.dossier_exports import Cell
from vov_app.services.dossier_queries import Wanted
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World
from vov_app.texts import euro, t

MOST: Final = 50
CHUNK: Final = 500
OVERVIEW: Final = ("reference", "employee", "odb", "school_year", "status", "calculated", "reason")
PAYMENTS: Final = (
    "employee", "attended", "taken", "maximum", "validated", "amount", "reference", "quarter", "paid_on",
)  # fmt: skip


@dataclass(frozen=True)
class OverviewLine:
    """How far one dossier is; `note` is the address of its note, empty while nothing was calculated."""

    reference: str
    address: str
    employee: str
    status: str
    calculated: str
    note: str


@dataclass(frozen=True)
class PaymentLine:
    """One payment, in words."""

    key: str
    employee: str
    quarter: str
    validated: str
    amount: str
    note: str


@dataclass(frozen=True)
class CalculationsView:
    """The newest of both overviews; the files hold all."""

    ready: bool = False
    dossiers: list[OverviewLine] = field(default_factory=list)
    payments: list[PaymentLine] = field(default_factory=list)


def view(w: Work) -> CalculationsView:
    """The dossiers filed last and the payments made last.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    newest = dossier_queries.slice_of(w, Wanted(), "", MOST).dossiers
    paid = _payments(w, _paid(w, None, MOST))[:MOST]
    return CalculationsView(
        ready=True,
        dossiers=[_line(w, dossier) for dossier in newest],
        payments=[_payment(w, dossier, event) for dossier, event in paid],
    )


def calculated(dossier: Application) -> tuple[str, str]:
    """`Berekend`: ja or nee, and why not, in the official words; both empty before the first comparison."""
    if dossier.calculated is None:
        return "", ""
    if dossier.calculated:
        return t("common.yes"), ""
    return t("common.no"), t(f"calculations.reason.{dossier.reason}")


def begin(w: Work, name: str, columns: Sequence[str]) -> list[str]:
    """The first row of a table; the record tells who took it.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    audit.record(w, f"calculations:{name}")
    return [t(f"calculations.column.{column}") for column in columns]


def overview(world: World, actor: Actor) -> Iterator[list[Cell]]:
    """A row for each dossier, the newest first.

    Raises:
        Refused: the right isn't held any more.
    """
    return dossier_exports.rows(world, actor, Wanted(), _overview)


def payments(world: World, actor: Actor) -> Iterator[list[Cell]]:
    """A row for each payment, by dossier, the newest dossier first.

    Raises:
        Refused: the right isn't held any more.
    """
    after: int | None = None
    while True:
        with work(world, actor, writes=False) as w:
            rights.require(w)
            found = _paid(w, after, CHUNK)
            made = [_row(dossier, event) for dossier, event in _payments(w, found)]
        yield from made
        if len(found) < CHUNK:
            return
        after = found[-1].id


def _paid(w: Work, after: int | None, most: int) -> list[Application]:
    wanted = select(Application).where(
        Application.organisation_id == w.organisation.id, Application.payments > 0
    )
    if after is not None:
        wanted = wanted.where(col(Application.id) < after)
    return list(w.session.exec(wanted.order_by(col(Application.id).desc()).limit(most)))


def _payments(w: Work, dossiers: list[Application]) -> list[tuple[Application, DossierEvent]]:
    by_id = {dossier.id: dossier for dossier in dossiers}
    events = w.session.exec(
        select(DossierEvent)
        .where(col(DossierEvent.application_id).in_(by_id), DossierEvent.kind == Kind.PAID)
        .order_by(col(DossierEvent.application_id).desc(), col(DossierEvent.number).desc())
    )
    return [(by_id[event.application_id], event) for event in events]


def _line(w: Work, dossier: Application) -> OverviewLine:
    yes, reason = calculated(dossier)
    here = w.organisation.key
    return OverviewLine(
        reference=dossier.reference,
        address=routes.dossier(here, dossier.reference),
        employee=dossier.employee_name,
        status=t(f"dossiers.status.{dossier.status}"),
        calculated=f"{yes}: {reason}" if reason else yes or t("calculations.not_yet"),
        note=routes.dossier_note(here, dossier.reference) if yes else "",
    )


def _payment(w: Work, dossier: Application, event: DossierEvent) -> PaymentLine:
    return PaymentLine(
        key=f"{dossier.reference}-{event.number}",
        employee=dossier.employee_name,
        quarter=event.facts["quarter"],
        validated=t("calculations.hours", hours=Decimal(event.facts["validated"])),
        amount=euro(Decimal(event.facts["amount"])),
        note=routes.dossier_note(w.organisation.key, dossier.reference),
    )


def _overview(dossier: Application) -> list[Cell]:
    head: list[Cell] = [dossier.reference, dossier.employee_name, dossier.odb, dossier.school_year]
    return [*head, t(f"dossiers.status.{dossier.status}"), *calculated(dossier)]


def _row(dossier: Application, event: DossierEvent) -> list[Cell]:
    figures = ("attended", "taken", "maximum", "validated", "amount")
    return [
        dossier.employee_name,
        *(Decimal(event.facts[name]) for name in figures),
        dossier.reference,
        event.facts["quarter"],
        brussels_day(event.at),
    ]
