"""What stands in each column of a file of applications, made from the form: for the template and the docs."""

from dataclasses import dataclass

from vov_app.forms.columns import COLUMNS, ROW_FAULT, ROW_KEY
from vov_app.forms.spec import Field, Kind, always
from vov_app.services.batch_words import title
from vov_app.texts import keys, t


@dataclass(frozen=True)
class ColumnGuide:
    """One column: its name, what to type, when it is needed, an example, and what may be chosen from."""

    name: str
    title: str
    what: str
    when: str
    example: str
    choices: tuple[str, ...]


def columns() -> tuple[ColumnGuide, ...]:
    """All columns, in the order of the form."""
    return tuple(_guide(asked) for asked in COLUMNS.values())


def given_back() -> tuple[ColumnGuide, ...]:
    """The columns that only a file has which was given back."""
    return tuple(
        ColumnGuide(name, title(name), t(f"batch.guide.{name}"), t("batch.guide.given_back"), "", ())
        for name in (ROW_KEY, ROW_FAULT)
    )


def _guide(asked: Field) -> ColumnGuide:
    field = f"refund.field.{asked.name}"
    what = [t(f"{field}.label"), *([t(f"{field}.hint")] if f"{field}.hint" in keys() else [])]
    when = "always" if asked.asked is always else asked.name
    return ColumnGuide(
        asked.name,
        title(asked.name),
        " ".join(what),
        t(f"batch.guide.when.{when}"),
        t(f"batch.guide.example.{asked.name}"),
        _choices(asked),
    )


def _choices(asked: Field) -> tuple[str, ...]:
    if asked.kind is Kind.TICK:
        return (t("common.yes"),)
    return tuple(t(f"refund.field.{asked.name}.choice.{choice}") for choice in asked.choices)
