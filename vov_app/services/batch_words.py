"""What the columns of a file are called, and what there is to say of a file or a cell that is refused."""

from collections.abc import Mapping
from functools import cache

from vov_app.forms.columns import COLUMNS, ROW_FAULT, ROW_KEY, Layout
from vov_app.forms.spec import Fault
from vov_app.texts import t


@cache
def layout() -> Layout:
    """The columns as we name them, by their short name or by the question, with the words for each choice."""
    titles = {
        name: (t(f"refund.field.{name}.short"), t(f"refund.field.{name}.label")) for name in COLUMNS
    } | {name: (title(name),) for name in (ROW_KEY, ROW_FAULT)}
    labels = {
        name: {choice: t(f"refund.field.{name}.choice.{choice}") for choice in asked.choices}
        for name, asked in COLUMNS.items()
    }
    return Layout(titles, labels, [t("batch.column.explanation")])


def title(name: str) -> str:
    """What a column is called at the top of a file."""
    return t(f"refund.field.{name}.short") if name in COLUMNS else t(f"batch.column.{name}")


def refused(key: str, values: Mapping[str, object]) -> str:
    """Why a file as a whole can't be taken in and how to mend it, from the key and values of NotATable."""
    return t(f"batch.refused.{key}", **values)


def worded(fault: Fault) -> str:
    """What is wrong with a cell that the form can't tell, from a fault of `answers_of`."""
    return t(f"batch.cell.{fault.key}", column=title(fault.field), **fault.values)
