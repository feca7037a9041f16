"""The dossiers of an organisation as a table to take along: row after row, never all of them at once."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from vov_app.domain.brussels import brussels_day
from vov_app.models import Application
from vov_app.services import audit, dossier_queries, rights
from vov_app.services.dossier_queries import Wanted
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World
from vov_app.texts import t

CHUNK: Final = 500
COLUMNS: Final = (
    "reference", "status", "employee", "odb", "start", "end", "school_year", "hours", "amount", "filed",
    "last_day", "version",
)  # fmt: skip
Cell = str | int | date | Decimal | None


def begin(w: Work) -> list[str]:
    """The first row, with the names of the columns; the record tells who took the table.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    audit.record(w, "dossiers:export")
    return [t(f"dossiers.export.{name}") for name in COLUMNS]


def row(dossier: Application) -> list[Cell]:
    """A dossier with its dates and figures."""
    return [
        dossier.reference,
        t(f"dossiers.status.{dossier.status}"),
        dossier.employee_name,
        dossier.odb,
        dossier.start_date,
        dossier.end_date,
        dossier.school_year,
        _number(dossier.estimate.get("payable_hours")),
        _number(dossier.estimate.get("amount")),
        brussels_day(dossier.confirmed_at),
        dossier.last_day,
        dossier.version,
    ]


def rows(
    world: World, actor: Actor, wanted: Wanted, told: Callable[[Application], list[Cell]] = row
) -> Iterator[list[Cell]]:
    """All other rows, each as `told` has it.

    The database is asked for some at a time, each time by who still holds the right.

    Raises:
        Refused: the right isn't held any more.
    """
    after = ""
    while True:
        with work(world, actor, writes=False) as w:
            rights.require(w)
            found = dossier_queries.slice_of(w, wanted, after, CHUNK).dossiers
            made = [told(dossier) for dossier in found]
        yield from made
        if len(found) < CHUNK:
            return
        after = found[-1].reference


def _number(kept: str | None) -> Decimal | None:
    return Decimal(kept) if kept else None
