"""The files that we make ourselves for applications: an empty one to fill in, and rows to be mended."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from vov_app.adapters import sheets
from vov_app.adapters.workbooks import Page, as_workbook
from vov_app.services import batch_guide
from vov_app.services.batch_guide import ColumnGuide
from vov_app.services.batch_words import title
from vov_app.texts import t

HEADS = ("column", "what", "when", "example", "choices")
PROSE = ("what", "when", "choices")


@cache
def template_csv() -> bytes:
    """The names of the columns as CSV, for programs to write below."""
    return b"".join(sheets.as_csv([column.title for column in batch_guide.columns()], ()))


@cache
def template_xlsx() -> bytes:
    """A workbook to fill in, with a second sheet that explains each column."""
    columns = batch_guide.columns()
    fill_in = Page(
        t("batch.guide.rows"),
        [column.title for column in columns],
        choices={column.title: column.choices for column in columns},
    )
    return b"".join(as_workbook(t("batch.guide.title"), (fill_in, _explanation())))


def returned_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Rows to be mended as CSV, with semicolons; no cell is carried out."""
    return sheets.as_csv(head, rows)


def returned_xlsx(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Rows to be mended as a workbook of texts, with the sheet that explains the columns."""
    choices = {column.title: column.choices for column in batch_guide.columns()}
    fill_in = Page(t("batch.guide.rows"), head, rows, choices, frozenset({title("row_fault")}))
    return as_workbook(t("batch.guide.title"), (fill_in, _explanation()))


def _explanation() -> Page:
    columns = (*batch_guide.columns(), *batch_guide.given_back())
    return Page(
        t("batch.column.explanation"),
        [t(f"batch.guide.head.{name}") for name in HEADS],
        [_explained(column) for column in columns],
        prose=frozenset(t(f"batch.guide.head.{name}") for name in PROSE),
        above=(
            t("batch.guide.title"),
            t("batch.guide.own"),
            t("batch.guide.how", sheet=t("batch.guide.rows")),
            t("batch.guide.numbers"),
        ),
    )


def _explained(column: ColumnGuide) -> list[str]:
    return [column.title, column.what, column.when, column.example, " / ".join(column.choices)]
